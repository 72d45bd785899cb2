/**
 * The pixels of a frame as they lie in the camera, RGBA. Drawn to a canvas instead, each frame would stay decoded in
 * Chromium's cache of images, half a gigabyte of them, and nothing empties it. The frame stays open.
 */
export async function pixelsOf(frame: VideoFrame): Promise<ImageData> {
  const { visibleRect } = frame;
  if (visibleRect === null) throw new DOMException('no picture in the frame', 'NoPicture');
  const picture = new ImageData(visibleRect.width, visibleRect.height);
  await frame.copyTo(picture.data, { format: 'RGBA' });
  return picture;
}

/** What a video shows now. */
export async function pixelsShown(video: HTMLVideoElement): Promise<ImageData> {
  const frame = new VideoFrame(video);
  try {
    return await pixelsOf(frame);
  } finally {
    frame.close();
  }
}
