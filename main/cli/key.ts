import { parseArgs } from 'node:util';
import { failure } from '../core/failure.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { failed, ok, type Result } from '../core/result.ts';
import {
  keySlots,
  keySlotSchema,
  type KeySlot,
  type KeyStatus,
  type ServiceKeys,
} from '../core/service-key.ts';
import type { Command, CommandIo, ExitStatus } from './command.ts';
import { refuse } from './refuse.ts';
import { KEY_USAGE } from './usage.ts';

/** The keychain as the app's own program can open it; plain Node can't. */
export interface KeyParts {
  readonly keys: ServiceKeys;
  /** All of standard input; a key comes no other way. */
  readonly readInput: () => Promise<string>;
}

/** Provision, look at and remove the service key. SECURITY: a key given as an argument is refused unread. */
export function keyCommand(parts: KeyParts | null): Command {
  return {
    async run(args, io) {
      const asked = parse(args);
      if (!asked.ok) return refuse(asked.failure, io);
      if (parts === null) {
        io.stderr(`${catalogues[io.language].admin.cli.needsApp}\n`);
        return 2;
      }
      return perform(asked.value, parts, io);
    },
  };
}

interface Asked {
  readonly act: 'status' | 'set' | 'remove';
  readonly slot: KeySlot;
  readonly json: boolean;
}

function parse(args: readonly string[]): Result<Asked> {
  try {
    const options = { slot: { type: 'string', default: 'live' }, json: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [act, ...more] = positionals;
    const slot = keySlotSchema.safeParse(values.slot);
    // The words are not repeated: one of them may be the key.
    if (more.length > 0) return failed(failure('keyAsArgument'));
    if (!slot.success || (act !== 'status' && act !== 'set' && act !== 'remove'))
      return failed(failure('usage', KEY_USAGE));
    return ok({ act, slot: slot.data, json: values.json === true });
  } catch (cause) {
    return failed(failure('usage', KEY_USAGE, cause));
  }
}

async function perform(asked: Asked, { keys, readInput }: KeyParts, io: CommandIo): Promise<ExitStatus> {
  if (asked.act === 'status') {
    const all = await Promise.all(keySlots.map((slot) => keys.status(slot)));
    io.stdout(asked.json ? `${JSON.stringify(all, null, 2)}\n` : all.map((one) => line(one, io)).join(''));
    return all.every(({ problem }) => problem === null) ? 0 : 3;
  }
  const done =
    asked.act === 'set' ? await keys.set(asked.slot, await readInput()) : await keys.remove(asked.slot);
  if (!done.ok) return refuse(done.failure, io);
  io.stdout(asked.json ? `${JSON.stringify(done.value, null, 2)}\n` : line(done.value, io));
  return 0;
}

function line({ slot, isSet, fingerprint, problem }: KeyStatus, { language }: CommandIo): string {
  const words = catalogues[language];
  const name = words.admin.keys.slots[slot];
  if (problem !== null) return `${name}: ${words.failures[problem]} [${problem}]\n`;
  if (!isSet) return `${name}: ${words.admin.keys.notSet}\n`;
  return `${name}: ${words.admin.keys.isSet(fingerprint ?? '')}\n`;
}
