import type { Page } from 'playwright';
import { join } from 'node:path';
import { expect } from 'vitest';
import { captureBoth, onScreen, press, showToCamera } from './journey.ts';
import { packagedPage } from './packaged-page.ts';
import type { StationRoot } from './station-root.ts';

/** The whole journey in the installed program, as its own ordinary user, by the remote port: the inspector is off. */
export async function serveCustomer(station: StationRoot, version: string): Promise<void> {
  const camera = join(station.shared, 'camera.mjpeg');
  await showToCamera(camera, 'face');
  const child = station.startAsTeller([
    'xvfb-run',
    '-a',
    '-s',
    '-screen 0 1600x1200x24 -noreset',
    'liveness-kiosk',
    '--practice',
    '--remote-debugging-port=0',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${camera}`,
  ]);
  const { browser, page } = await packagedPage(child);
  try {
    expect(await versionOf(page)).toBe(version);
    await captureBoth(page, camera, 'face');
    await press(page, 'submit');
    await onScreen(page, 'verdict', 60_000);
    const renderers = station.run(
      'sh',
      '-c',
      'grep -l -- --type=renderer /proc/[0-9]*/cmdline | head -1',
    ).stdout;
    const pid = /\d+/.exec(renderers)?.[0] ?? '';
    expect(station.run('grep', '^Seccomp:', `/proc/${pid}/status`).stdout).toBe('Seccomp:\t2\n');
    await press(page, 'finish');
    await onScreen(page, 'idle');
  } catch (error) {
    const shown = await page.locator('[data-testid^=screen-]').first().getAttribute('data-testid');
    throw new Error(`on ${shown ?? 'no screen'}`, { cause: error });
  } finally {
    await browser.close();
    station.endTeller();
  }
}

async function versionOf(page: Page): Promise<string> {
  await onScreen(page, 'idle');
  return page.evaluate(async () => {
    const door = Reflect.get(globalThis, 'kiosk') as {
      invoke(channel: string, input: unknown): Promise<{ value: { version: string } }>;
    };
    return (await door.invoke('app.info', undefined)).value.version;
  });
}
