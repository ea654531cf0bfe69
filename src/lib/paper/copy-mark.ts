import { type QrModules, qrModules } from "@/lib/qr/qr-code";
import { qrSvg } from "@/lib/qr/qr-picture";
import { drawingSize, PAPER_COLOURS, svgDocument, svgElement, svgWords } from "./drawing";
import type { Paper } from "./paper";

/** What a copy carries by which it can be recognised, and what the register says of it on every page. */
export interface CopyMark {
  /** The public address that says CURRENT, SUPERSEDED or UNKNOWN. */
  url: string;
  code: string;
  /** Where the register stood: "2.1", "2.1 + 3", "2026-05-12". */
  versionLabel: string;
  paper: Pick<Paper, "number" | "edition" | "foot" | "copy">;
}

/** The document with its mark; what it says itself of its edition stands. */
export function withMark<P extends Paper>(paper: P, { paper: mark }: CopyMark): P {
  return { ...paper, ...mark, ...(paper.edition ? { edition: paper.edition } : {}) };
}

const STRIP = 84;
const MARGIN = 12;

/** A drawing of ours with the mark in a strip below it: QR, code, and the lines of the foot. `lines` stand beside the code. */
export function markedSvg(svg: string, mark: CopyMark, title: string, lines: readonly string[]): string {
  const { width, height } = drawingSize(svg);
  const modules = qrModules(mark.url);
  const side = STRIP - MARGIN;
  const left = modules ? side + 2 * MARGIN : MARGIN;
  return svgDocument(width, height + STRIP, title, [
    placed(svg, 0, 0, width, height),
    ...(modules ? [qrAt(modules, MARGIN, height + MARGIN / 2, side, mark.paper.copy!.alt)] : []),
    ...lines.map((line, index) => svgWords(left, height + 20 + index * 15, 10.5, line, index === 0 ? {} : { fill: PAPER_COLOURS.muted })),
  ]);
}

function qrAt(modules: QrModules, x: number, y: number, side: number, alt: string): string {
  return svgElement("g", { role: "img", "aria-label": alt }, placed(qrSvg(modules), x, y, side, side));
}

/** A whole drawing as a part of another; it begins with its own <svg ...>. */
function placed(svg: string, x: number, y: number, width: number, height: number): string {
  const start = svg.indexOf("<svg");
  const end = svg.indexOf(">", start);
  const viewBox = /viewBox="[^"]*"/.exec(svg.slice(start, end))?.[0] ?? "";
  const font = /font-family="[^"]*"/.exec(svg.slice(start, end))?.[0] ?? "";
  return `<svg x="${x}" y="${y}" width="${width}" height="${height}" ${viewBox} ${font}>${svg.slice(end + 1)}`;
}
