import { parseAnswer, unrecognisedAnswer } from './response.ts';
import type { Answer, AnswerProblem } from './response.ts';

/** A real answer holds under 2,000 characters; this is room for anything a changed service may add. */
export const MAX_ANSWER_CHARACTERS = 2 * 1024 * 1024;
/** A real answer is two levels deep. */
const MAX_DEPTH = 32;

export interface AnswerText {
  readonly answer: Answer;
  /** The JSON value itself, for evidence; null when the text held none. */
  readonly body: unknown;
}

/** Takes any text whatsoever; total, and bounded in time, memory and stack. */
export function parseAnswerText(text: string): AnswerText {
  const trimmed = text.length > MAX_ANSWER_CHARACTERS ? '' : text.replace(/^\uFEFF/, '').trim();
  const problem = problemOf(text, trimmed);
  if (problem !== null) return { answer: unrecognisedAnswer([problem]), body: null };
  const { tooDeep, duplicateKeys } = scan(trimmed);
  if (tooDeep) return { answer: unrecognisedAnswer(['tooDeep']), body: null };
  try {
    const body: unknown = JSON.parse(trimmed);
    return { answer: parseAnswer(body, duplicateKeys ? ['duplicateKeys'] : []), body };
  } catch {
    return { answer: unrecognisedAnswer(['notJson']), body: null };
  }
}

function problemOf(text: string, trimmed: string): AnswerProblem | null {
  if (text.length > MAX_ANSWER_CHARACTERS) return 'tooLarge';
  if (trimmed === '') return 'empty';
  return trimmed.startsWith('<') ? 'html' : null;
}

/**
 * One pass before JSON.parse: how deep it goes, and whether an object names a key twice, where parsers
 * differ on which value counts ({"is_live":"false","is_live":"true"}). Syntax is JSON.parse's business.
 */
function scan(text: string): { readonly tooDeep: boolean; readonly duplicateKeys: boolean } {
  // One entry for each open bracket: the keys of an object, null for an array.
  const open: (Set<string> | null)[] = [];
  let duplicateKeys = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at);
      const keys = open.at(-1);
      if (keys && isFollowedByColon(text, end + 1)) {
        const key = decodeKey(text.slice(at, end + 1));
        duplicateKeys ||= keys.has(key);
        keys.add(key);
      }
      at = end;
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      if (open.length > MAX_DEPTH) return { tooDeep: true, duplicateKeys };
    } else if (character === '}' || character === ']') {
      open.pop();
    }
  }
  return { tooDeep: false, duplicateKeys };
}

/** Index of the closing quote, or the end of the text when there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

function isFollowedByColon(text: string, start: number): boolean {
  let at = start;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return text[at] === ':';
}

/** `"\u0063ode"` and `"code"` name the same key. */
function decodeKey(quoted: string): string {
  if (!quoted.includes('\\')) return quoted;
  try {
    return JSON.stringify(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
