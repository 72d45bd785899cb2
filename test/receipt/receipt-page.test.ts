import { describe, expect, it } from 'vitest';
import type { ReceiptData } from '../../main/core/ports.ts';
import { qrSvg } from '../../main/receipt/qr.ts';
import { receiptPage } from '../../main/receipt/receipt-page.ts';
import { verdictWords } from '../../main/receipt/verdict-words.ts';
import { verdict } from '../core/samples.ts';

const data = (mode: 'live' | 'practice'): ReceiptData => ({
  mode,
  language: 'vi',
  reference: 'K7QM-2XTA-9P',
  // Written with combining marks, as some keyboards do.
  stationId: 'Qua\u0302\u0300y <3>',
  atMs: 1_790_000_000_000,
  verdict: verdict('finish'),
  videoSha256Prefix: '0123456789abcdef',
  cardSha256Prefix: null,
});

async function page(mode: 'live' | 'practice', paper: 'A4' | '80mm'): Promise<string> {
  const qr = await qrSvg('LK1|test');
  return receiptPage(data(mode), { words: verdictWords(data(mode)), paper, qr, fontFaces: '' });
}

describe('the receipt page', () => {
  it('is NFC, with what people typed escaped', async () => {
    const html = await page('live', 'A4');
    expect(html).toBe(html.normalize('NFC'));
    expect(html).toContain('Quầy &lt;3&gt;');
  });

  it('carries the practice mark twice in practice, and never live', async () => {
    expect((await page('practice', '80mm')).split('class="mark"')).toHaveLength(3);
    expect(await page('live', '80mm')).not.toContain('class="mark"');
  });

  it('forbids itself to fetch and to run anything', async () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(
      await page('live', 'A4'),
    )?.[1];
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).not.toMatch(/script|http|\*/);
  });

  it('asks for nothing from outside and has no picture but the QR code', async () => {
    const html = await page('live', 'A4');
    expect(html).toContain('<svg');
    expect(html).not.toMatch(/<img|<script|https?:\/\/(?!www\.w3\.org)/);
  });
});
