import type { Readable } from "node:stream";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { type SpreadsheetLimits, SpreadsheetRefusal } from "@/lib/spreadsheet-refusal";

/** What a part's reader wants to hear of: elements by their local name, and the text between them. */
export interface XmlHandler {
  open(name: string, attributes: Record<string, string>): void;
  close(name: string): void;
  text(text: string): void;
}

// A piece of XML (one tag, one text) larger than this is no spreadsheet's.
const LARGEST_PIECE = 2 * 1024 * 1024;
const DEEPEST = 100;

/**
 * The parts of an XLSX file. Everything that a hostile archive can do is refused here: too many parts, sizes that add up to a bomb, sizes that
 * lie, broken streams, a document type. Parts are parsed while they are inflated; none is ever held as a whole.
 */
export class XlsxParts {
  private inflated = 0;
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: Map<string, Entry>,
    private readonly limits: SpreadsheetLimits,
  ) {}

  static async open(bytes: Buffer, limits: SpreadsheetLimits): Promise<XlsxParts> {
    const zip = await new Promise<ZipFile>((resolve, reject) => {
      fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, decodeStrings: true }, (error, file) =>
        error ? reject(broken(error)) : resolve(file),
      );
    });
    const entries = new Map<string, Entry>();
    let declared = 0;
    await new Promise<void>((resolve, reject) => {
      zip.on("error", (error) => reject(error instanceof SpreadsheetRefusal ? error : broken(error)));
      zip.on("end", resolve);
      zip.on("entry", (entry: Entry) => {
        declared += entry.uncompressedSize;
        const name = partName(entry.fileName);
        if (entries.size >= limits.zipEntries) return reject(new SpreadsheetRefusal("zip_too_many_parts", { limit: limits.zipEntries }));
        if (declared > limits.inflatedBytes)
          return reject(new SpreadsheetRefusal("inflates_too_far", { limit: megabytes(limits.inflatedBytes) }));
        if (entry.isEncrypted()) return reject(new SpreadsheetRefusal("password"));
        if (entries.has(name)) return reject(new SpreadsheetRefusal("zip_duplicate_part", { part: shown(entry.fileName) }));
        entries.set(name, entry);
        zip.readEntry();
      });
      zip.readEntry();
    });
    return new XlsxParts(zip, entries, limits);
  }

  has(path: string): boolean {
    return this.entries.has(partName(path));
  }

  names(): string[] {
    return [...this.entries.keys()];
  }

  /** Parses one part; does nothing where it is absent. */
  async parse(path: string, handler: XmlHandler): Promise<void> {
    const entry = this.entries.get(partName(path));
    if (!entry) return;
    const part = shown(path);
    const xml = new SaxesParser({ xmlns: false, position: false });
    let depth = 0;
    let sinceEvent = 0;
    const names = new Map<string, string>();
    const local = (name: string): string => {
      let short = names.get(name);
      if (short === undefined) {
        short = name.slice(name.indexOf(":") + 1);
        if (names.size < 1_000) names.set(name, short);
      }
      return short;
    };
    xml.on("error", () => {
      throw new SpreadsheetRefusal("xml_broken", { part });
    });
    xml.on("doctype", () => {
      throw new SpreadsheetRefusal("xml_dtd", { part });
    });
    xml.on("opentag", (tag) => {
      sinceEvent = 0;
      if (++depth > DEEPEST) throw new SpreadsheetRefusal("xml_too_deep", { part });
      handler.open(local(tag.name), (tag as SaxesTagPlain).attributes);
    });
    xml.on("closetag", (tag) => {
      sinceEvent = 0;
      depth--;
      handler.close(local(tag.name));
    });
    xml.on("text", (text) => handler.text(text));
    xml.on("cdata", (text) => handler.text(text));

    let decoder: TextDecoder | null = null;
    let start = "";
    let pastStart = false;
    const write = (text: string) => {
      if (!pastStart) {
        // The document type stands before the first element; saxes would read all of a large internal subset before it tells.
        start += text;
        if (/<!(?:doctype|entity)/i.test(start)) throw new SpreadsheetRefusal("xml_dtd", { part });
        pastStart = start.length > 10_000;
      }
      sinceEvent += text.length;
      xml.write(text);
      if (sinceEvent > LARGEST_PIECE) throw new SpreadsheetRefusal("xml_too_deep", { part });
    };
    const stream = await this.stream(entry, part);
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        this.inflated += chunk.length;
        if (this.inflated > this.limits.inflatedBytes) {
          throw new SpreadsheetRefusal("inflates_too_far", { limit: megabytes(this.limits.inflatedBytes) });
        }
        decoder ??= decoderFor(chunk);
        write(decoder.decode(chunk, { stream: true }));
      }
      if (!decoder) throw new SpreadsheetRefusal("xml_broken", { part });
      write(decoder.decode());
      xml.close();
    } catch (error) {
      if (error instanceof SpreadsheetRefusal) throw error;
      const message = error instanceof Error ? error.message : "";
      if (/too many bytes|not enough bytes|invalid .*size/i.test(message)) throw new SpreadsheetRefusal("zip_lies", { part });
      if (/encoded data|ERR_ENCODING/i.test(message)) throw new SpreadsheetRefusal("xml_broken", { part });
      throw broken(error);
    } finally {
      stream.destroy();
    }
  }

  private stream(entry: Entry, part: string): Promise<Readable> {
    return new Promise((resolve, reject) => {
      this.zip.openReadStream(entry, (error, stream) => {
        if (!error) resolve(stream);
        else if (/size|overflow/i.test(error.message)) reject(new SpreadsheetRefusal("zip_lies", { part }));
        else reject(broken(error));
      });
    });
  }
}

function decoderFor(chunk: Buffer): TextDecoder {
  if ((chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0x3c && chunk[1] === 0))
    return new TextDecoder("utf-16le", { fatal: true });
  if ((chunk[0] === 0xfe && chunk[1] === 0xff) || (chunk[0] === 0 && chunk[1] === 0x3c))
    return new TextDecoder("utf-16be", { fatal: true });
  return new TextDecoder("utf-8", { fatal: true });
}

/** Part names are compared without case, as the packaging convention has it. */
function partName(path: string): string {
  return path.replace(/^\//, "").toLowerCase();
}

function shown(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a name from a hostile file is cleaned before it is shown
  return path.slice(0, 80).replace(/[\u0000-\u001f]/g, "?");
}

function broken(error: unknown): SpreadsheetRefusal {
  return error instanceof SpreadsheetRefusal ? error : new SpreadsheetRefusal("zip_broken");
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
