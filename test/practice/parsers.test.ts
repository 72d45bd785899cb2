import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multipartBody, newBoundary } from '../../main/liveness/multipart.ts';
import { readMp4Facts } from '../../main/practice/mp4-facts.ts';
import { parseForm } from '../../main/practice/multipart-form.ts';
import { jpegLike, mp4Like, submissionOf } from '../liveness/submissions.ts';

describe('the form parser', () => {
  it('reads what the client writes, byte for byte, whatever the bytes', () => {
    const bytes = fc.uint8Array({ minLength: 0, maxLength: 3000 });
    fc.assert(
      fc.property(bytes, fc.option(bytes), (video, card) => {
        const body = multipartBody(submissionOf(video, card), newBoundary());
        const parts = parseForm(Buffer.concat([...body.chunks()]), body.contentType);
        expect(parts?.map(({ name }) => name)).toEqual(card === null ? ['video'] : ['video', 'cmnd']);
        expect(
          parts?.every(
            (part, index) => Buffer.compare(part.bytes, (index === 0 ? video : card) ?? video) === 0,
          ),
        ).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses a form cut at any byte', () => {
    const body = multipartBody(submissionOf(mp4Like({ sizeBytes: 300 }), jpegLike), newBoundary());
    const whole = Buffer.concat([...body.chunks()]);
    const closing = whole.length - 2;
    const accepted = Array.from({ length: closing }, (_, at) => at).filter(
      (at) => parseForm(whole.subarray(0, at), body.contentType) !== null,
    );
    expect(accepted).toEqual([]);
    expect(parseForm(whole, body.contentType)).toHaveLength(2);
  });

  it.each([
    ['another content type', 'application/json', '--x--'],
    ['no boundary', 'multipart/form-data', '--x--'],
    ['another boundary', 'multipart/form-data; boundary=y', '--x\r\n'],
    ['a part without a name', 'multipart/form-data; boundary=x', '--x\r\nA: b\r\n\r\nc\r\n--x--'],
    ['too many parts', 'multipart/form-data; boundary=x', `${formPart('a').repeat(17)}--x--`],
  ])('refuses %s', (_name, contentType, body) => {
    expect(parseForm(Buffer.from(body), contentType)).toBeNull();
  });
});

function formPart(name: string): string {
  return `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\nv\r\n`;
}

describe('the MP4 reader', () => {
  it('reads duration and size', () => {
    expect(readMp4Facts(mp4Like({ durationMs: 5530, widthPx: 1280, heightPx: 960 }))).toEqual({
      durationMs: 5530,
      widthPx: 1280,
      heightPx: 960,
    });
  });

  it('says nothing about length in a fragmented file, and null about anything else', () => {
    expect(readMp4Facts(mp4Like({ durationMs: 0 }))?.durationMs).toBeNull();
    expect(readMp4Facts(Buffer.from('not a video'))).toBeNull();
    expect(readMp4Facts(new Uint8Array())).toBeNull();
  });

  it('survives any bytes and any cut', () => {
    const good = mp4Like({ sizeBytes: 400 });
    const arbitrary = fc.oneof(
      fc.uint8Array({ maxLength: 500 }),
      fc.nat(good.length).map((at) => good.subarray(0, at)),
      fc.tuple(fc.nat(good.length - 1), fc.nat(255)).map(([at, value]) => {
        const bent = Buffer.from(good);
        bent[at] = value;
        return bent;
      }),
    );
    fc.assert(
      fc.property(arbitrary, (bytes) => {
        const facts = readMp4Facts(bytes);
        return facts === null || facts.durationMs === null || facts.durationMs > 0;
      }),
      { numRuns: 3000 },
    );
    expect(readMp4Facts(good)).not.toBeNull();
  });
});
