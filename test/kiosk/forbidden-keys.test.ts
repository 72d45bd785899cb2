import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ app: {}, powerSaveBlocker: {} }));
const { isForbiddenKey } = await import('../../main/kiosk/lockdown.ts');

const press = (words: string): Parameters<typeof isForbiddenKey>[0] => {
  const parts = words.split('+');
  return {
    key: parts.at(-1) ?? '',
    control: parts.includes('Ctrl'),
    meta: parts.includes('Meta'),
    alt: parts.includes('Alt'),
  };
};

describe('keys in lock-down', () => {
  it.each([
    'Ctrl+r',
    'F5',
    'Ctrl+Shift+R',
    'F11',
    'F12',
    'Ctrl+Shift+I',
    'Ctrl+p',
    'Ctrl+s',
    'Ctrl+u',
    'Ctrl+w',
    'Ctrl+n',
    'Ctrl+t',
    'Ctrl+q',
    'Alt+F4',
    'Alt+ArrowLeft',
    'Ctrl++',
    'Ctrl+-',
    'Ctrl+0',
    'Ctrl+f',
    'Meta+l',
    'ContextMenu',
    'BrowserHome',
    'PrintScreen',
    'Alt+Tab',
  ])('%s does nothing', (words) => expect(isForbiddenKey(press(words))).toBe(true));

  it.each(['a', 'Enter', 'Tab', 'Escape', ' ', 'ArrowDown', 'Backspace', '7', 'Ctrl+a', 'Ctrl+V'])(
    '%s works',
    (words) => expect(isForbiddenKey(press(words))).toBe(false),
  );
});
