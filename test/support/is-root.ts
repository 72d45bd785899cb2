/** Root on Linux: Chromium then needs its sandbox off, unless the program is started as somebody else. */
export const isRoot = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;
