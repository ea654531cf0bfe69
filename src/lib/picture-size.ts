export interface PictureSize {
  type: "png" | "jpeg";
  width: number;
  height: number;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** What a picture is by its own first bytes, whatever its name says, and how large; null for anything but a PNG or a JPEG that is whole in its frame. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return pngSize(bytes, view) ?? jpegSize(bytes, view);
}

function pngSize(bytes: Uint8Array, view: DataView): PictureSize | null {
  if (bytes.length < 45 || PNG.some((byte, at) => bytes[at] !== byte) || view.getUint32(12) !== 0x49484452) return null;
  // Walks to the end mark: a file that was cut off is none.
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    if (view.getUint32(at + 4) === 0x49454e44) return sized("png", view.getUint32(16), view.getUint32(20));
    at += 12 + length;
  }
  return null;
}

function jpegSize(bytes: Uint8Array, view: DataView): PictureSize | null {
  if (
    bytes.length < 20 ||
    bytes[0] !== 0xff ||
    bytes[1] !== 0xd8 ||
    !bytes.subarray(-32).some((byte, at, end) => byte === 0xff && end[at + 1] === 0xd9)
  )
    return null;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // The frames, without the tables that share their numbers.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return sized("jpeg", view.getUint16(at + 7), view.getUint16(at + 5));
    if (marker === 0xda || marker === 0xd9) return null;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function sized(type: PictureSize["type"], width: number, height: number): PictureSize | null {
  return width > 0 && height > 0 ? { type, width, height } : null;
}
