/** A QR code as SVG markup; level M still reads with a seventh of it smudged. */
export async function qrSvg(text: string): Promise<string> {
  // Loaded where it is used: a start has nothing to print.
  const { default: QRCode } = await import('qrcode');
  return QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
}
