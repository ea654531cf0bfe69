/**
 * ZIP in the one form in which we write it: files stored without compression, one after the other in the order of the directory, names in UTF-8,
 * 1 January 1980 as the date of all, no comments, no extra fields. The same files give the same bytes, and no byte of it is left to chance: whoever reads
 * it can say what each header must be.
 */
export const LOCAL = 0x04034b50;
export const CENTRAL = 0x02014b50;
export const END = 0x06054b50;
export const LOCAL_SIZE = 30;
export const CENTRAL_SIZE = 46;
export const END_SIZE = 22;
const VERSION_NEEDED = 20;
const UNIX = 3 << 8;
const UTF8_NAMES = 0x0800;
const FIRST_DAY = 0x0021;
const REGULAR_FILE = 0o100644 * 0x10000;
/** ZIP counts sizes and places in 32 bits; the longer form is not written. */
export const LARGEST = 0xffff_fffe;
export const MOST_FILES = 0xffff;

export interface StoredFile {
  name: string;
  crc: number;
  size: number;
  /** Where its local header begins. */
  offset: number;
}

export function localHeader({ name, crc, size }: Omit<StoredFile, "offset">): Buffer {
  const title = Buffer.from(name, "utf8");
  const header = Buffer.alloc(LOCAL_SIZE + title.length);
  header.writeUInt32LE(LOCAL, 0);
  header.writeUInt16LE(VERSION_NEEDED, 4);
  header.writeUInt16LE(UTF8_NAMES, 6);
  header.writeUInt16LE(FIRST_DAY, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(title.length, 26);
  title.copy(header, LOCAL_SIZE);
  return header;
}

export function centralHeader({ name, crc, size, offset }: StoredFile): Buffer {
  const title = Buffer.from(name, "utf8");
  const header = Buffer.alloc(CENTRAL_SIZE + title.length);
  header.writeUInt32LE(CENTRAL, 0);
  header.writeUInt16LE(UNIX | VERSION_NEEDED, 4);
  header.writeUInt16LE(VERSION_NEEDED, 6);
  header.writeUInt16LE(UTF8_NAMES, 8);
  header.writeUInt16LE(FIRST_DAY, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(size, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(title.length, 28);
  header.writeUInt32LE(REGULAR_FILE, 38);
  header.writeUInt32LE(offset, 42);
  title.copy(header, CENTRAL_SIZE);
  return header;
}

export function endRecord(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(END_SIZE);
  record.writeUInt32LE(END, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}
