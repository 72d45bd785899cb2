import QRCode from 'qrcode';

/** A QR code as SVG markup; level M still reads with a seventh of it smudged. */
export function qrSvg(text: string): Promise<string> {
  return QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
}
