import { ENGAGEMENT_DUTIES, type Quadrant } from "@/domain/power-interest";
import { fitLabel, type GridLayout, layoutGrid } from "@/domain/power-interest-layout";
import { MARK_PATHS } from "@/domain/power-interest-marks";
import { PAPER_COLOURS as C, DRAWING_MONO, svgDocument, svgElement, svgWords } from "@/lib/paper/drawing";
import { translator } from "@/lib/translate";

export interface GridPoint {
  ref: string;
  name: string;
  power: number;
  interest: number;
  adverse: boolean;
}

const SCORES = [1, 2, 3, 4, 5] as const;
const NAME_SIZE = 12;
const REF_SIZE = 9.5;
const LEGEND = 30;

/** The power-interest grid as a drawing for paper: the same places as on the screen, without a word about support. */
export function gridFigure(points: readonly GridPoint[], title: string): string {
  const layout = layoutGrid(points.map(({ ref, power, interest }) => ({ id: ref, ref, power, interest })));
  const byRef = new Map(points.map((point) => [point.ref, point]));
  const marks = layout.marks.flatMap((mark) => {
    const { name, adverse } = byRef.get(mark.id)!;
    const drawn = svgElement(
      "g",
      { transform: `translate(${mark.x.toFixed(2)} ${mark.y.toFixed(2)}) scale(${mark.radius.toFixed(2)})` },
      markPath(adverse),
    );
    if (mark.label === "none") return [drawn];
    if (mark.label === "ref") return [drawn, svgWords(mark.labelX, mark.y + 4, REF_SIZE, mark.id, { "font-family": DRAWING_MONO })];
    return [drawn, svgWords(mark.labelX, mark.y + 4, NAME_SIZE, fitLabel(name, mark.labelWidth, NAME_SIZE))];
  });
  return svgDocument(layout.width, layout.height + LEGEND, title, [...frame(layout), ...marks, ...legend(layout, points)]);
}

function markPath(adverse: boolean): string {
  const colour = adverse ? C.danger : C.ink;
  return svgElement("path", {
    d: adverse ? MARK_PATHS.adverse : MARK_PATHS.ring,
    fill: adverse ? colour : "#ffffff",
    stroke: colour,
    "stroke-width": 0.27,
    "stroke-linejoin": "round",
  });
}

function frame({ plot, cells, divide, bands }: GridLayout): string[] {
  const t = translator("grid");
  const [right, bottom] = [plot.x + plot.width, plot.y + plot.height];
  const columns = SCORES.map((interest) => cells.find((cell) => cell.interest === interest)!);
  const rows = SCORES.map((power) => cells.find((cell) => cell.power === power)!);
  const line = (x1: number, y1: number, x2: number, y2: number, stroke: string) => svgElement("line", { x1, y1, x2, y2, stroke });
  const band = (name: Quadrant, x: number, y: number) => {
    const words = t(`quadrant.${name}`);
    return [
      svgWords(x + 8, y + 18, 13, words, { "font-weight": 600 }),
      svgWords(x + 16 + words.length * 7.6, y + 18, 11.5, t(`duty.${ENGAGEMENT_DUTIES[name]}`), { fill: C.muted }),
    ];
  };
  const middle = plot.y + plot.height / 2;
  return [
    svgElement("rect", { x: plot.x, y: plot.y, width: plot.width, height: plot.height, fill: "#ffffff", stroke: C.strong }),
    ...cells.filter(({ interest }) => interest > 1).map(({ x, y, height }) => line(x, y, x, y + height, C.line)),
    ...rows.slice(0, -1).map(({ y }) => line(plot.x, y, right, y, C.line)),
    line(divide.x, plot.y, divide.x, bottom, C.strong),
    line(plot.x, divide.y, right, divide.y, C.strong),
    ...band("keep_satisfied", plot.x, bands.high.y),
    ...band("manage_closely", divide.x, bands.high.y),
    ...band("monitor", plot.x, bands.low.y),
    ...band("keep_informed", divide.x, bands.low.y),
    ...rows.map(({ y, height, power }) =>
      svgWords(plot.x - 10, y + height / 2 + 4, 12, String(power), { "text-anchor": "end", fill: C.muted }),
    ),
    ...columns.map(({ x, width, interest }) =>
      svgWords(x + width / 2, bottom + 17, 12, String(interest), { "text-anchor": "middle", fill: C.muted }),
    ),
    svgWords(14, middle, 13, t("power"), { "text-anchor": "middle", "font-weight": 600, transform: `rotate(-90 14 ${middle})` }),
    svgWords(plot.x + plot.width / 2, bottom + 38, 13, t("interest"), { "text-anchor": "middle", "font-weight": 600 }),
  ];
}

function legend({ plot, height }: GridLayout, points: readonly GridPoint[]): string[] {
  const t = translator("grid");
  if (!points.some(({ adverse }) => adverse)) return [];
  const entry = (x: number, adverse: boolean, words: string) =>
    svgElement(
      "g",
      { transform: `translate(${x} ${height + 12})` },
      svgElement("g", { transform: "scale(6)" }, markPath(adverse)) + svgWords(12, 4, 11.5, words, { fill: C.muted }),
    );
  return [entry(plot.x + 8, false, t("party")), entry(plot.x + 108, true, t("mark.adverse"))];
}
