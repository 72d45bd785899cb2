import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandIo } from '../../main/cli/command.ts';
import { verifyJournalCommand } from '../../main/cli/verify-journal.ts';
import { verifyReceiptCommand } from '../../main/cli/verify-receipt.ts';
import { parseReceiptText, receiptFacts, receiptText } from '../../main/core/receipt-text.ts';
import { readHead } from '../../main/journal/daily.ts';
import { exportJournal } from '../../main/journal/export.ts';
import { generateStationKey, openStationKey } from '../../main/journal/station-key.ts';
import { verdict } from '../core/samples.ts';
import { inFolder, openSample, signer, writeSessions } from './sample-journal.ts';

function listen(): { readonly io: CommandIo; readonly said: () => string } {
  const texts: string[] = [];
  const io: CommandIo = {
    stdout: (text) => void texts.push(text),
    stderr: (text) => void texts.push(text),
    isTerminal: false,
    language: 'en',
    signal: new AbortController().signal,
  };
  return { io, said: () => texts.join('') };
}

describe('verify-journal', () => {
  it('ends with 0 for a whole journal, 1 with the record named for a changed one, 2 for no file', () =>
    inFolder(async (folder) => {
      const journal = await openSample(folder);
      await writeSessions(journal, 3);
      const path = join(folder, 'export.jsonl');
      const watch = { onProgress: () => undefined, signal: new AbortController().signal };
      await exportJournal(journal, path, { fromMs: 0, toMs: 8_000_000_000_000 }, watch);
      const { code, sealed } = readHead(journal);
      await journal.close();
      const good = listen();
      expect(await verifyJournalCommand(null).run([path], good.io)).toBe(0);
      expect(good.said()).toContain('records 1 to 12');
      expect(good.said()).toContain('key came with the file');
      const keyPath = join(folder, 'key.pem');
      await writeFile(keyPath, openStationKey(generateStationKey()).publicKeyPem);
      expect(await verifyJournalCommand(null).run([path, '--key', keyPath], listen().io)).toBe(1);
      const head = join(folder, 'heads.txt');
      await writeFile(head, `${sealed} 2026-11-23 ${code}\n`);
      for (const named of [code, sealed, head]) {
        const beside = listen();
        expect(await verifyJournalCommand(null).run([path, '--head', named], beside.io)).toBe(0);
        expect(beside.said()).toContain('heads that fit: 2');
      }
      const other = listen();
      const changed = code.replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A'));
      expect(await verifyJournalCommand(null).run([path, '--head', changed], other.io)).toBe(1);
      expect(other.said()).toContain('first bad record 12');
      expect(await verifyJournalCommand(null).run([path, '--head', 'no-such-file'], listen().io)).toBe(2);
      const bad = listen();
      await writeFile(path, 'nothing of ours');
      expect(await verifyJournalCommand(null).run([path, '--key', keyPath], bad.io)).toBe(1);
      expect(bad.said()).toContain('first bad record 0');
      expect(await verifyJournalCommand(null).run([join(folder, 'none')], listen().io)).toBe(2);
      expect(await verifyJournalCommand(null).run([], listen().io)).toBe(2);
    }));
});

const facts = receiptFacts(
  {
    mode: 'live',
    language: 'vi',
    reference: 'K7QM-2XTA-9P',
    stationId: 'Quầy 3',
    atMs: 1_790_000_000_123,
    verdict: verdict('finish'),
    videoSha256Prefix: '0123456789abcdef',
    cardSha256Prefix: null,
  },
  signer.keyId,
);
const signed = `${receiptText(facts)}|${signer.sign('receipt', receiptText(facts))}`;

describe('verify-receipt', () => {
  it('says genuine for what the station signed', () =>
    inFolder(async (folder) => {
      const key = join(folder, 'key.pem');
      await writeFile(key, signer.publicKeyPem);
      const { io, said } = listen();
      expect(await verifyReceiptCommand.run([signed, '--key', key], io)).toBe(0);
      expect(said()).toContain('GENUINE');
      expect(said()).toContain('K7QM-2XTA-9P');
    }));

  it('never says genuine after any change of one letter', () =>
    inFolder(async (folder) => {
      const key = join(folder, 'key.pem');
      await writeFile(key, signer.publicKeyPem);
      const change = fc.record({
        at: fc.nat(signed.length - 1),
        letter: fc.string({ minLength: 1, maxLength: 1 }),
      });
      await fc.assert(
        fc.asyncProperty(change, async ({ at, letter }) => {
          const changed = signed.slice(0, at) + letter + signed.slice(at + 1);
          fc.pre(changed.trim() !== signed);
          expect(await verifyReceiptCommand.run([changed, '--key', key], listen().io)).toBeGreaterThan(0);
        }),
        { numRuns: 500 },
      );
    }));

  it('asks for the key when it is not known here', async () => {
    const { io, said } = listen();
    expect(await verifyReceiptCommand.run([signed], io)).toBe(2);
    expect(said()).toContain('--key');
  });

  it('carries no more than its eleven parts and fits a small QR code', () => {
    expect(signed.split('|')).toHaveLength(11);
    expect(Buffer.byteLength(signed)).toBeLessThan(260);
    expect(parseReceiptText(`${signed}|more`)).toBeNull();
  });
});
