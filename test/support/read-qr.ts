import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const fromHere = createRequire(import.meta.url);

/** The texts of the QR codes on a printed page (PostScript or PDF), by a decoder that is not ours. */
export async function readQrFromPrint(path: string): Promise<readonly string[]> {
  const image = `${path}.png`;
  const options = [
    '-q',
    '-dSAFER',
    '-dBATCH',
    '-dNOPAUSE',
    '-r200',
    '-sDEVICE=pnggray',
    `-sOutputFile=${image}`,
  ];
  await promisify(execFile)('gs', [...options, path], { timeout: 60_000 });
  const wasmBinary = await readFile(fromHere.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await prepareZXingModule({
    overrides: { wasmBinary: Uint8Array.from(wasmBinary).buffer },
    fireImmediately: true,
  });
  const found = await readBarcodes(new Uint8Array(await readFile(image)), { formats: ['QRCode'] });
  await rm(image);
  return found.filter(({ isValid }) => isValid).map(({ text }) => text);
}
