import type { Main } from '../bridge.ts';

const EVERY_MS = 3000;

/** Tells main that something is drawn, so that a white screen is noticed. */
export function sayAlive(main: Main, root: HTMLElement): void {
  const say = (): void => {
    if (root.childElementCount > 0) void main.ask('page.alive', undefined);
  };
  setInterval(say, EVERY_MS);
  requestAnimationFrame(() => setTimeout(say));
}
