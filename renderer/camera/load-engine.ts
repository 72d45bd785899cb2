import type { FaceEngine } from './face-engine.ts';

/** Loads the face engine once, when first wanted; null where it cannot run, then nobody is guided. */
export function onceFaceEngine(): () => Promise<FaceEngine | null> {
  let loading: Promise<FaceEngine | null> | null = null;
  return () => (loading ??= load());
}

async function load(): Promise<FaceEngine | null> {
  try {
    const [{ loadPageNets }, { createFaceEngine }] = await Promise.all([
      import('./face-nets.ts'),
      import('./face-engine.ts'),
    ]);
    return createFaceEngine(await loadPageNets());
  } catch (error) {
    console.error('no face engine', error instanceof Error ? error.message : 'unknown');
    return null;
  }
}
