import { drawingSize } from "@/lib/paper/drawing";
import type { PaperFigure } from "@/lib/paper/paper";

/** What a page of this size and way holds between its margins, head and foot, in millimetres; a little is left for the heading above. */
const ROOM = {
  a4: { portrait: [178, 235], landscape: [265, 148] },
  a3: { portrait: [265, 355], landscape: [388, 235] },
} as const;

/** The drawing as large as it can be: on A4, or on A3 where its letters would become too small. */
export function figureOnPaper(
  svg: string,
  alt: string,
  way: "portrait" | "landscape",
  smallest: number,
): { figure: PaperFigure; size: "a4" | "a3" } {
  const { width, height } = drawingSize(svg);
  const fits = (size: "a4" | "a3") => {
    const [wide, high] = ROOM[size][way];
    return Math.floor(Math.min(wide, (high * width) / height));
  };
  const size = fits("a4") >= smallest ? "a4" : "a3";
  return { figure: { kind: "figure", svg, alt, millimetres: fits(size) }, size };
}
