/** One file or field of a form. */
export interface FormPart {
  readonly name: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** More parts than any documented request holds; beyond it the form is refused. */
const MAX_PARTS = 16;

/** Reads a complete multipart/form-data body (RFC 7578); null when it is none. Never throws. */
export function parseForm(body: Buffer, contentType: string): readonly FormPart[] | null {
  const boundary = /^multipart\/form-data;.*\bboundary="?([^";]{1,70})"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return null;
  const opening = Buffer.from(`--${boundary}`);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  if (!body.subarray(0, opening.length).equals(opening)) return null;
  const parts: FormPart[] = [];
  let at = opening.length;
  while (!isClosing(body, at)) {
    const end = body.indexOf(delimiter, at);
    const part = end === -1 ? null : parsePart(body.subarray(at + 2, end));
    if (part === null || parts.length === MAX_PARTS) return null;
    parts.push(part);
    at = end + delimiter.length;
  }
  return parts;
}

const isClosing = (body: Buffer, at: number): boolean =>
  body.subarray(at, at + 2).toString('latin1') === '--';

function parsePart(part: Buffer): FormPart | null {
  const headEnd = part.indexOf('\r\n\r\n');
  if (headEnd === -1 || headEnd > 4096) return null;
  const head = part.subarray(0, headEnd).toString('utf8');
  const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(head)?.[1] ?? '';
  const name = /(?:^|;)\s*name="([^"]*)"/i.exec(disposition)?.[1];
  if (name === undefined) return null;
  return {
    name,
    fileName: /(?:^|;)\s*filename="([^"]*)"/i.exec(disposition)?.[1] ?? '',
    contentType: /^content-type:\s*(\S+)/im.exec(head)?.[1] ?? '',
    bytes: part.subarray(headEnd + 4),
  };
}
