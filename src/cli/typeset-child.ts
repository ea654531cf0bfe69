import { readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { HOUSE_STYLE } from "@/lib/paper/house-style";
import { unwrapFont } from "@/lib/paper/woff";

/**
 * The process in which paper is set. Reads one line of JSON from stdin (a template of ours and data as JSON text), writes the PDF to stdout. It has no
 * environment, a time limit (server/typeset.ts), and a workspace that does not exist: a template can read nothing but its data and the house style.
 */
interface Request {
  template: string;
  data: string;
  /** Pictures by the name under which the template finds them, as base64. */
  files?: Record<string, string>;
}

const NOWHERE = path.resolve("/nowhere-of-goldthread");
const ALPHABETS = ["latin", "latin-ext", "greek", "greek-ext", "cyrillic", "cyrillic-ext", "vietnamese"] as const;
const FAMILIES = [
  { family: "GtSans", files: "inter", weights: [400, 600], alphabets: ALPHABETS },
  { family: "GtSerif", files: "source-serif-4", weights: [600], alphabets: ["latin", "latin-ext", "greek", "cyrillic", "vietnamese"] },
  { family: "GtMono", files: "ibm-plex-mono", weights: [400], alphabets: ["latin", "latin-ext", "cyrillic"] },
] as const;
// Where systems keep fonts, for the scripts that ours do not have. Looked at only when a text needs them.
const SYSTEM_FONTS = ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "C:\\Windows\\Fonts"];

function houseFonts(): Buffer[] {
  return FAMILIES.flatMap(({ family, files, weights, alphabets }) =>
    alphabets.flatMap((alphabet, index) =>
      weights.map((weight) => {
        const file = path.join(process.cwd(), "node_modules/@fontsource", files, "files", `${files}-${alphabet}-${weight}-normal.woff`);
        return unwrapFont(readFileSync(file), family + String.fromCharCode(65 + index));
      }),
    ),
  );
}

function compile({ template, data, files = {} }: Request, fonts: Buffer[], withSystemFonts: boolean, pdfStandard?: string): Buffer {
  const compiler = NodeCompiler.create({
    workspace: NOWHERE,
    fontArgs: [{ fontBlobs: fonts }, ...(withSystemFonts ? [{ fontPaths: SYSTEM_FONTS }] : [])],
  });
  compiler.mapShadow(path.join(NOWHERE, "house.typ"), Buffer.from(HOUSE_STYLE));
  for (const [name, base64] of Object.entries(files))
    compiler.mapShadow(path.join(NOWHERE, path.basename(name)), Buffer.from(base64, "base64"));
  const compiled = compiler.compile({ mainFileContent: template, inputs: { data } });
  if (!compiled.result) {
    const error = compiled.takeError();
    throw new Error(JSON.stringify(error ? compiler.fetchDiagnostics(error) : "no result"));
  }
  return compiler.pdf(compiled.result, pdfStandard ? { pdfStandard } : {});
}

/** As PDF/UA. A text in a script that no font here has would break that promise: then with the system's fonts, and at last tagged but without it. */
function typeset(request: Request): Buffer {
  const fonts = houseFonts();
  const attempts = [
    () => compile(request, fonts, false, "ua-1"),
    () => compile(request, fonts, true, "ua-1"),
    () => compile(request, fonts, true),
  ];
  for (const attempt of attempts) {
    try {
      return attempt();
    } catch (error) {
      if (!/could not be displayed with font/.test(String(error))) throw error;
    }
  }
  throw new Error("No font shows this text");
}

async function main(): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  process.stdout.write(typeset(JSON.parse(Buffer.concat(chunks).toString("utf8")) as Request));
}

void main();
