import { inOrderOfDays, resultOf, type SeriesPoint, type Target, withUnit } from "@/domain/criterion";
import { compareDecimals } from "@/domain/decimal";
import { translator } from "@/lib/translate";

/** Pictures of values by day. What they show stands as a table beside them; nothing is told by colour alone. */

const daysSince = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** From a range of numbers to a range of the picture; a range without extent lands in its middle. */
function scale([from, to]: readonly [number, number], [start, end]: readonly [number, number]) {
  return (value: number) => (to === from ? (start + end) / 2 : start + ((value - from) / (to - from)) * (end - start));
}

/** Positions only; what is compared stays decimal text. */
const position = (value: string) => Number(value);

interface TrendChartProps {
  metric: string;
  unit: string;
  target: Target;
  /** "at least 99.5 %" */
  targetWords: string;
  series: readonly SeriesPoint[];
}

const WIDTH = 640;
const HEIGHT = 220;
const EDGE = { left: 76, right: 16, top: 16, bottom: 32 };

/** The values of one criterion by day, with its target. */
export function TrendChart({ metric, unit, target, targetWords, series }: TrendChartProps) {
  const t = translator("monitoring");
  const points = inOrderOfDays(series);
  if (points.length === 0) return null;
  const byValue = [...points].map(({ value }) => value).sort(compareDecimals);
  const marks = [target.target, ...(target.threshold ? [target.threshold] : []), byValue[0]!, byValue.at(-1)!].map(position);
  const [low, high] = [Math.min(...marks), Math.max(...marks)];
  const room = high === low ? Math.abs(high) * 0.1 || 1 : (high - low) * 0.08;
  const first = daysSince(points[0]!.measuredOn);
  const x = scale([first, daysSince(points.at(-1)!.measuredOn)], [EDGE.left + 8, WIDTH - EDGE.right - 8]);
  const y = scale([low - room, high + room], [HEIGHT - EDGE.bottom, EDGE.top]);
  const at = ({ measuredOn, value }: SeriesPoint) => ({ x: x(daysSince(measuredOn)), y: y(position(value)) });
  const line = points.map((point) => `${at(point).x.toFixed(1)},${at(point).y.toFixed(1)}`).join(" ");
  const ticks = [...new Set([byValue[0]!, target.target, byValue.at(-1)!])].filter(
    (value, index, all) => index === all.indexOf(target.target) || Math.abs(y(position(value)) - y(position(target.target))) > 14,
  );
  return (
    <figure className="max-w-3xl">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby="trend-title trend-desc" className="h-auto w-full">
        <title id="trend-title">{t("chart.title", { metric })}</title>
        <desc id="trend-desc">
          {t("chart.desc", {
            count: points.length,
            from: points[0]!.measuredOn,
            to: points.at(-1)!.measuredOn,
            low: withUnit(byValue[0]!, unit),
            high: withUnit(byValue.at(-1)!, unit),
            target: targetWords,
          })}
        </desc>
        <line x1={EDGE.left} x2={WIDTH - EDGE.right} y1={HEIGHT - EDGE.bottom} y2={HEIGHT - EDGE.bottom} className="stroke-line-strong" />
        <line
          x1={EDGE.left}
          x2={WIDTH - EDGE.right}
          y1={y(position(target.target))}
          y2={y(position(target.target))}
          strokeWidth="1.5"
          className="stroke-gold"
        />
        {target.threshold && (
          <line
            x1={EDGE.left}
            x2={WIDTH - EDGE.right}
            y1={y(position(target.threshold))}
            y2={y(position(target.threshold))}
            strokeDasharray="4 4"
            className="stroke-muted"
          />
        )}
        {ticks.map((value) => (
          <text
            key={value}
            x={EDGE.left - 8}
            y={y(position(value)) + 4}
            textAnchor="end"
            className={value === target.target ? "fill-ink text-xs font-semibold max-sm:text-xl" : "fill-muted text-xs max-sm:text-xl"}
          >
            {value}
          </text>
        ))}
        <polyline points={line} fill="none" strokeWidth="1.5" className="stroke-ink" />
        {points.map((point) => {
          const missed = resultOf(target, point.value) === "missed";
          const { x: left, y: top } = at(point);
          return missed ? (
            <path key={point.measuredOn} d={`M${left - 4} ${top - 4}l8 8m0 -8l-8 8`} strokeWidth="2" className="stroke-danger" />
          ) : (
            <circle key={point.measuredOn} cx={left} cy={top} r="3.5" className="fill-ink" />
          );
        })}
        <text
          x={points.length > 1 ? EDGE.left : at(points[0]!).x}
          y={HEIGHT - 10}
          textAnchor={points.length > 1 ? "start" : "middle"}
          className="fill-muted text-xs max-sm:text-xl"
        >
          {points[0]!.measuredOn}
        </text>
        {points.length > 1 && (
          <text x={WIDTH - EDGE.right} y={HEIGHT - 10} textAnchor="end" className="fill-muted text-xs max-sm:text-xl">
            {points.at(-1)!.measuredOn}
          </text>
        )}
      </svg>
      <figcaption className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted">
        <span className="inline-flex items-center gap-2">
          <svg viewBox="0 0 24 8" aria-hidden="true" className="h-2 w-6">
            <line x1="0" x2="24" y1="4" y2="4" strokeWidth="2" className="stroke-gold" />
          </svg>
          {t("chart.target", { value: targetWords })}
        </span>
        {target.threshold && (
          <span className="inline-flex items-center gap-2">
            <svg viewBox="0 0 24 8" aria-hidden="true" className="h-2 w-6">
              <line x1="0" x2="24" y1="4" y2="4" strokeDasharray="4 4" strokeWidth="1.5" className="stroke-muted" />
            </svg>
            {t("chart.threshold", { value: withUnit(target.threshold, unit) })}
          </span>
        )}
        {points.some(({ value }) => resultOf(target, value) === "missed") && (
          <span className="inline-flex items-center gap-2">
            <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3">
              <path d="M2 2l8 8m0 -8l-8 8" strokeWidth="2" className="stroke-danger" />
            </svg>
            {t("chart.missed")}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

interface SparklineProps {
  unit: string;
  target: Target;
  series: readonly SeriesPoint[];
}

/** The last values as a small line, with the target across; what it says is said in words beside it. */
export function Sparkline({ unit, target, series }: SparklineProps) {
  if (series.length < 2) return null;
  const values = [...series.map(({ value }) => position(value)), position(target.target)];
  const x = scale([daysSince(series[0]!.measuredOn), daysSince(series.at(-1)!.measuredOn)], [2, 94]);
  const y = scale([Math.min(...values), Math.max(...values)], [21, 3]);
  const last = series.at(-1)!;
  return (
    <svg
      viewBox="0 0 96 24"
      role="img"
      aria-label={translator("monitoring")("chart.spark", { count: series.length, value: withUnit(last.value, unit) })}
      className="h-6 w-24"
    >
      <line x1="0" x2="96" y1={y(position(target.target))} y2={y(position(target.target))} className="stroke-gold" />
      <polyline
        points={series.map(({ measuredOn, value }) => `${x(daysSince(measuredOn)).toFixed(1)},${y(position(value)).toFixed(1)}`).join(" ")}
        fill="none"
        strokeWidth="1.5"
        className="stroke-ink"
      />
      <circle
        cx={x(daysSince(last.measuredOn))}
        cy={y(position(last.value))}
        r="2"
        className={resultOf(target, last.value) === "missed" ? "fill-danger" : "fill-ink"}
      />
    </svg>
  );
}
