"use client";

import { memo } from "react";
import { useTranslations } from "use-intl/react";
import { ENGAGEMENT_DUTIES, type Quadrant } from "@/domain/power-interest";
import { fitLabel, type GridLayout, type LabelKind } from "@/domain/power-interest-layout";
import { MARKS, type MarkName } from "../marks";

/** Colours and letters as CSS variables: the theme and the printer set them on the page, the export writes them out. */
export const INK = "var(--ink)";
const MUTED = "var(--muted)";
const LINE = "var(--line)";
const STRONG = "var(--line-strong)";
const PAPER = "var(--paper)";
export const MONO = "var(--font-mono, monospace)";
const NAME_SIZE = 12;
const REF_SIZE = 9.5;
/** Below the axis: the legend. */
export const LEGEND_HEIGHT = 30;
const SCORES = [1, 2, 3, 4, 5] as const;

/** A mark alone, for the legend, the tray and what follows the pointer. */
export function MarkShape({ name, size = 14 }: { name: MarkName; size?: number }) {
  return (
    <svg viewBox="-1.4 -1.4 2.8 2.8" width={size} height={size} aria-hidden="true" className="inline-block shrink-0">
      <MarkPath name={name} />
    </svg>
  );
}

function MarkPath({ name, dashed = false }: { name: MarkName; dashed?: boolean }) {
  const { path, filled, colour } = MARKS[name];
  return (
    <path
      d={path}
      fill={filled && !dashed ? `var(${colour})` : PAPER}
      stroke={`var(${colour})`}
      strokeWidth={0.27}
      strokeLinejoin="round"
      strokeDasharray={dashed ? "0.4 0.3" : undefined}
    />
  );
}

/** Everything of the picture that does not move: cells, quadrants and their duties, axes, legend. */
export const GridFrame = memo(function GridFrame({ layout, marks }: { layout: GridLayout; marks: readonly MarkName[] }) {
  const t = useTranslations("grid");
  const { plot, cells, divide, bands } = layout;
  const right = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  const columns = SCORES.map((interest) => cells.find((cell) => cell.interest === interest)!);
  const rows = SCORES.map((power) => cells.find((cell) => cell.power === power)!);
  const legendWord = (name: MarkName) => (marks.length === 2 && name === "unknown" ? t("party") : t(`mark.${name}`));
  const legendAt = (index: number) => marks.slice(0, index).reduce((sum, name) => sum + 44 + legendWord(name).length * 6.4, 0);
  const band = (name: Quadrant, x: number, y: number) => (
    <text key={name} x={x + 8} y={y + 18} fontSize={13} fill={INK}>
      <tspan fontWeight={600}>{t(`quadrant.${name}`)}</tspan>
      <tspan dx={8} fontSize={11.5} fill={MUTED}>
        {t(`duty.${ENGAGEMENT_DUTIES[name]}`)}
      </tspan>
    </text>
  );
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
    <g aria-hidden="true">
      <rect x={plot.x} y={plot.y} width={plot.width} height={plot.height} fill={PAPER} stroke={STRONG} />
      {/* Not through the bands, where the words of the quadrants stand. */}
      {cells
        .filter((cell) => cell.interest > 1)
        .map((cell) => (
          <line key={`${cell.power}-${cell.interest}`} x1={cell.x} x2={cell.x} y1={cell.y} y2={cell.y + cell.height} stroke={LINE} />
        ))}
      {rows.slice(0, -1).map((cell) => (
        <line key={cell.power} x1={plot.x} x2={right} y1={cell.y} y2={cell.y} stroke={LINE} />
      ))}
      <line x1={divide.x} x2={divide.x} y1={plot.y} y2={bottom} stroke={STRONG} />
      <line x1={plot.x} x2={right} y1={divide.y} y2={divide.y} stroke={STRONG} />
      {band("keep_satisfied", plot.x, bands.high.y)}
      {band("manage_closely", divide.x, bands.high.y)}
      {band("monitor", plot.x, bands.low.y)}
      {band("keep_informed", divide.x, bands.low.y)}
      {rows.map((cell) => (
        <text key={cell.power} x={plot.x - 10} y={cell.y + cell.height / 2 + 4} textAnchor="end" fontSize={12} fill={MUTED}>
          {cell.power}
        </text>
      ))}
      {columns.map((cell) => (
        <text key={cell.interest} x={cell.x + cell.width / 2} y={bottom + 17} textAnchor="middle" fontSize={12} fill={MUTED}>
          {cell.interest}
        </text>
      ))}
      <text
        x={14}
        y={plot.y + plot.height / 2}
        transform={`rotate(-90 14 ${plot.y + plot.height / 2})`}
        textAnchor="middle"
        fontSize={13}
        fill={INK}
      >
        <tspan fontWeight={600}>{t("power")}</tspan>
      </text>
      <text x={plot.x + plot.width / 2} y={bottom + 38} textAnchor="middle" fontSize={13} fontWeight={600} fill={INK}>
        {t("interest")}
      </text>
      <g transform={`translate(${plot.x} ${layout.height + 6})`}>
        {marks.map((name, index) => (
          <g key={name} transform={`translate(${8 + legendAt(index)} 8)`}>
            <g transform="scale(6)">
              <MarkPath name={name} />
            </g>
            <text x={12} y={4} fontSize={11.5} fill={MUTED}>
              {legendWord(name)}
            </text>
          </g>
        ))}
      </g>
    </g>
  );
});

export interface MarkProps {
  id: string;
  partyRef: string;
  name: string;
  mark: MarkName;
  x: number;
  y: number;
  radius: number;
  slotX: number;
  slotY: number;
  slotWidth: number;
  slotHeight: number;
  label: LabelKind;
  labelX: number;
  labelWidth: number;
  /** What a screen reader says; everything the picture shows about it. */
  description: string;
  selected: boolean;
  /** The one mark that the Tab key reaches. */
  tabStop: boolean;
  /** Moved by keys and not saved. */
  tentative: boolean;
  saving: boolean;
  /** Where it stood on the day compared with: no control, only a drawing. */
  ghost: boolean;
  movable: boolean;
}

/** One party. Rendered again only when something about it changed, so that a move among 500 redraws a handful. */
export const GridMark = memo(function GridMark(props: MarkProps) {
  const { x, y, radius, label } = props;
  const text = label === "ref" ? props.partyRef : label === "name" ? fitLabel(props.name, props.labelWidth, NAME_SIZE) : "";
  const crowded = label === "ref" && props.partyRef.length * REF_SIZE * 0.6 > props.labelWidth;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is a button wherever the property is set
    <g
      role={props.ghost ? "img" : "button"}
      aria-label={props.description}
      aria-pressed={props.ghost ? undefined : props.selected}
      tabIndex={props.ghost ? undefined : props.tabStop ? 0 : -1}
      data-mark={props.ghost ? undefined : props.id}
      opacity={props.ghost ? 0.7 : props.saving ? 0.55 : undefined}
      className={props.movable ? "cursor-grab touch-none data-lifted:opacity-40" : props.ghost ? undefined : "cursor-pointer"}
    >
      <rect
        data-chrome=""
        x={props.slotX}
        y={props.slotY + 1}
        width={props.slotWidth}
        height={Math.max(1, props.slotHeight - 2)}
        rx={3}
        fill={props.selected ? "var(--sunken)" : "transparent"}
        stroke={props.selected || props.tentative ? INK : "none"}
        strokeDasharray={props.tentative ? "3 2" : undefined}
      />
      <g transform={`translate(${x} ${y}) scale(${radius})`}>
        <MarkPath name={props.mark} dashed={props.ghost} />
      </g>
      {text && (
        <text
          x={props.labelX}
          y={y + 4}
          fontSize={label === "ref" ? REF_SIZE : NAME_SIZE}
          fontFamily={label === "ref" ? MONO : undefined}
          fill={props.ghost ? MUTED : INK}
          fontStyle={props.ghost ? "italic" : undefined}
          textLength={crowded ? props.labelWidth : undefined}
          lengthAdjust={crowded ? "spacingAndGlyphs" : undefined}
          className="select-none"
        >
          {text}
        </text>
      )}
    </g>
  );
});

/**
 * A way from one place to another, with its arrow. A single step swings out a little, because marks of one column stand exactly above each other and
 * a straight line would run through them.
 */
export function Way({ points, dashed = false }: { points: readonly { x: number; y: number }[]; dashed?: boolean }) {
  const [from, to] = [points.at(-2), points.at(-1)];
  if (!from || !to) return null;
  const swing = Math.min(28, Math.hypot(to.x - from.x, to.y - from.y) / 4);
  const upright = Math.abs(to.x - from.x) < Math.abs(to.y - from.y);
  const by = { x: (from.x + to.x) / 2 - (upright ? swing : 0), y: (from.y + to.y) / 2 - (upright ? 0 : swing) };
  const single = points.length === 2;
  const angle = single ? Math.atan2(to.y - by.y, to.x - by.x) : Math.atan2(to.y - from.y, to.x - from.x);
  const head = [2.6, -2.6].map((turn) => `${to.x + 8 * Math.cos(angle + turn)} ${to.y + 8 * Math.sin(angle + turn)}`);
  const line = single
    ? `M${from.x} ${from.y}Q${by.x} ${by.y} ${to.x} ${to.y}`
    : `M${points.map((point) => `${point.x} ${point.y}`).join("L")}`;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
    <g aria-hidden="true" fill="none" stroke={INK} strokeWidth={1.2} className="pointer-events-none">
      <path d={line} strokeDasharray={dashed ? "4 3" : undefined} />
      <path d={`M${head[0]}L${to.x} ${to.y}L${head[1]}`} />
    </g>
  );
}
