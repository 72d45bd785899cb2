import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { InstallKind } from '../core/update-state.ts';

/** Where this program stands, as far as it may replace itself. */
export interface InstallPlace {
  readonly kind: InstallKind;
  /** The AppImage file, or the folder of the installed program; empty for any other kind. */
  readonly path: string;
}

export interface RunningProgram {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly execPath: string;
}

/**
 * How this program was installed. An AppImage says so in its environment, which programs it starts inherit:
 * only a program inside the mounted image is the image.
 */
export function findInstallPlace({ platform, env, execPath }: RunningProgram): InstallPlace {
  const { APPIMAGE: file = '', APPDIR: mounted = '' } = env;
  if (platform === 'linux' && file !== '' && mounted !== '' && execPath.startsWith(`${mounted}${sep}`))
    return { kind: 'appImage', path: file };
  const folder = dirname(execPath);
  // NSIS leaves its uninstaller beside the program; an MSI does not.
  if (platform === 'win32' && existsSync(join(folder, 'Uninstall Liveness Kiosk.exe')))
    return { kind: 'nsis', path: folder };
  return { kind: 'other', path: '' };
}

/** Whether this account may put another version there; nobody is asked for an administrator's word at a counter. */
export function mayReplace({ kind, path }: InstallPlace): boolean {
  if (kind === 'other') return false;
  try {
    if (kind === 'appImage') accessSync(path, constants.W_OK);
    accessSync(kind === 'appImage' ? dirname(path) : path, constants.W_OK);
    return true;
  } catch {
    // Somebody else's file or folder.
    return false;
  }
}
