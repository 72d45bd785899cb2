import type { PageNets } from './face-nets.ts';

/** Loads the face networks once, when first wanted; null where they cannot run, then nobody is guided. */
export function onceFaceNets(): () => Promise<PageNets | null> {
  let loading: Promise<PageNets | null> | null = null;
  return () => (loading ??= load());
}

async function load(): Promise<PageNets | null> {
  try {
    const { loadPageNets } = await import('./face-nets.ts');
    return await loadPageNets();
  } catch (error) {
    console.error('no face engine', error instanceof Error ? error.message : 'unknown');
    return null;
  }
}
