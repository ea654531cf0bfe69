import { fromBuffer } from "yauzl";

/** The parts of a zip archive (XLSX, DOCX) as text, by their names. */
export function zipEntries(file: Buffer): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    fromBuffer(file, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const parts: Record<string, string> = {};
      zip.on("entry", (entry) =>
        zip.openReadStream(entry, (failure, stream) => {
          if (failure) return reject(failure);
          const chunks: Buffer[] = [];
          stream.on("data", (chunk: Buffer) => chunks.push(chunk));
          stream.on("end", () => {
            parts[entry.fileName] = Buffer.concat(chunks).toString("utf8");
            zip.readEntry();
          });
        }),
      );
      zip.on("end", () => resolve(parts));
      zip.on("error", reject);
      zip.readEntry();
    });
  });
}
