import { describe, expect, it } from 'vitest';
import { beatHeaders, recordHeaders, recordId } from '../../main/core/fleet-event.ts';
import type { Chain } from '../../main/core/fleet-place.ts';

const chain: Chain = {
  bank: 'bank',
  branch: 'hn01',
  station: 'counter-1',
  mode: 'live',
  keyId: '0a1b2c3d4e5f',
};
const record = { seq: 42, type: 'wiped', atMs: Date.UTC(2026, 10, 23, 2, 3, 4), sessionId: 'K7QM-2XTA-9P' };
const link = 'ab'.repeat(32);

describe('a record on the stream', () => {
  it('is a CloudEvent 1.0 in binary mode: every attribute a header, the data left alone', () => {
    const headers = recordHeaders(chain, record, link);
    expect(headers).toEqual({
      'ce-specversion': '1.0',
      'ce-id': recordId(chain, 42, link),
      'ce-source': expect.stringMatching(/^urn:liveness-kiosk:.*counter-1/),
      'ce-type': 'vn.liveness.kiosk.journal.wiped.v1',
      'ce-subject': 'K7QM-2XTA-9P',
      'ce-time': '2026-11-23T02:03:04.000Z',
      'ce-sequence': '000000000042',
      'content-type': 'application/json',
    });
    expect(recordHeaders(chain, { ...record, sessionId: null }, link)).not.toHaveProperty('ce-subject');
    expect(beatHeaders(chain, record.atMs, 42)['ce-type']).toBe('vn.liveness.kiosk.head.v1');
  });

  it('has the same id as its copy, and another than a different record under the same number', () => {
    expect(recordId(chain, 42, link)).toBe(recordId({ ...chain }, 42, link));
    expect(recordId(chain, 42, 'cd'.repeat(32))).not.toBe(recordId(chain, 42, link));
  });
});
