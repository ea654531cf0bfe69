"use client";

import { Maximize, Minus, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";

interface GraphCanvasProps {
  /** The picture as the server drew it. */
  svg: string;
  width: number;
  height: number;
}

const [LEAST, MOST] = [0.2, 2.5];
const STEP = 1.25;
const PAN = 80;

/**
 * The picture in a frame that scrolls: panning is the browser's own scrolling, so it works before and without scripts and never waits for them. This adds
 * zoom, dragging, and arrow keys that follow the lines from box to box.
 */
export function GraphCanvas({ svg, width, height }: GraphCanvasProps) {
  const t = useTranslations("graph");
  const router = useRouter();
  const frame = useRef<HTMLElement>(null);
  const scale = useRef(1);
  const [said, setSaid] = useState("");
  const drag = useRef<{ x: number; y: number; left: number; top: number } | null>(null);

  const zoom = useCallback(
    (next: number, at?: { x: number; y: number }) => {
      const box = frame.current;
      const picture = box?.querySelector("svg");
      if (!box || !picture) return;
      const wanted = Math.min(MOST, Math.max(LEAST, next));
      const rectangle = box.getBoundingClientRect();
      const point = at ? { x: at.x - rectangle.left, y: at.y - rectangle.top } : { x: box.clientWidth / 2, y: box.clientHeight / 2 };
      const ratio = wanted / scale.current;
      const [left, top] = [(box.scrollLeft + point.x) * ratio - point.x, (box.scrollTop + point.y) * ratio - point.y];
      scale.current = wanted;
      picture.setAttribute("width", String(width * wanted));
      picture.setAttribute("height", String(height * wanted));
      box.scrollTo(left, top);
    },
    [width, height],
  );
  const showAll = useCallback(() => {
    const box = frame.current;
    if (box) zoom(Math.min(1, (box.clientWidth - 2) / width, (box.clientHeight - 2) / height));
  }, [zoom, width, height]);

  // Ctrl and the wheel zoom the picture and not the page; that needs a listener that may say so.
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const turned = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(scale.current * (event.deltaY < 0 ? STEP : 1 / STEP), { x: event.clientX, y: event.clientY });
    };
    box.addEventListener("wheel", turned, { passive: false });
    return () => box.removeEventListener("wheel", turned);
  }, [zoom]);

  function focusBox(box: Element | null | undefined) {
    if (!box) return;
    for (const other of frame.current!.querySelectorAll('[data-node][tabindex="0"]')) other.setAttribute("tabindex", "-1");
    box.setAttribute("tabindex", "0");
    (box as SVGElement).focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** The neighbour along a line that is nearest in height. */
  function along(box: Element, side: "before" | "after"): Element | null {
    const numbers = (box.getAttribute(`data-${side}`) ?? "").split(" ").filter(Boolean);
    const here = box.getBoundingClientRect();
    const boxes = numbers.flatMap((number) => frame.current!.querySelector(`[data-node="${number}"]`) ?? []);
    const first = boxes[0]?.getBoundingClientRect().left;
    const column = boxes.filter((one) => Math.abs(one.getBoundingClientRect().left - first!) < 40);
    // To the right the next column; to the left the nearest one, which is the last.
    const last = boxes.at(-1)?.getBoundingClientRect().left;
    const near = side === "after" ? column : boxes.filter((one) => Math.abs(one.getBoundingClientRect().left - last!) < 40);
    return (
      near.sort((a, b) => Math.abs(a.getBoundingClientRect().top - here.top) - Math.abs(b.getBoundingClientRect().top - here.top))[0] ??
      null
    );
  }

  /** The next box above or below in the same column. */
  function beside(box: Element, down: boolean): Element | null {
    const here = box.getBoundingClientRect();
    const column = [...frame.current!.querySelectorAll("[data-node]")].filter((one) => {
      const there = one.getBoundingClientRect();
      return Math.abs(there.left - here.left) < 40 * scale.current && (down ? there.top > here.top + 1 : there.top < here.top - 1);
    });
    return column.sort((a, b) => (down ? 1 : -1) * (a.getBoundingClientRect().top - b.getBoundingClientRect().top))[0] ?? null;
  }

  function pressed(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") zoom(scale.current * STEP);
    else if (event.key === "-") zoom(scale.current / STEP);
    else if (event.key === "0") showAll();
    else {
      const box = (event.target as Element).closest("[data-node]");
      if (!box) {
        const way = { ArrowLeft: [-PAN, 0], ArrowRight: [PAN, 0], ArrowUp: [0, -PAN], ArrowDown: [0, PAN] }[event.key];
        if (!way) return;
        frame.current?.scrollBy(way[0]!, way[1]!);
      } else if (event.key === "ArrowRight") focusBox(along(box, "after"));
      else if (event.key === "ArrowLeft") focusBox(along(box, "before"));
      else if (event.key === "ArrowDown") focusBox(beside(box, true));
      else if (event.key === "ArrowUp") focusBox(beside(box, false));
      else return;
    }
    event.preventDefault();
  }

  function grabbed(event: PointerEvent) {
    if (event.button !== 0 || event.pointerType !== "mouse" || (event.target as Element).closest("a")) return;
    const box = frame.current!;
    drag.current = { x: event.clientX, y: event.clientY, left: box.scrollLeft, top: box.scrollTop };
    box.setPointerCapture(event.pointerId);
  }

  function moved(event: PointerEvent) {
    const from = drag.current;
    if (from) frame.current!.scrollTo(from.left - (event.clientX - from.x), from.top - (event.clientY - from.y));
  }

  return (
    <div>
      <div className="no-print mb-2 flex flex-wrap items-center gap-2 text-sm">
        <Button
          size="icon"
          aria-label={t("zoomIn")}
          title={t("zoomIn")}
          onClick={() => zoom(scale.current * STEP)}
          icon={<Plus aria-hidden className="size-4" />}
        />
        <Button
          size="icon"
          aria-label={t("zoomOut")}
          title={t("zoomOut")}
          onClick={() => zoom(scale.current / STEP)}
          icon={<Minus aria-hidden className="size-4" />}
        />
        <Button size="icon" aria-label={t("fit")} title={t("fit")} onClick={showAll} icon={<Maximize aria-hidden className="size-4" />} />
        <span className="text-muted">{t("keys")}</span>
      </div>
      <section
        ref={frame}
        data-graph-frame=""
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        tabIndex={0}
        aria-label={t("frame")}
        className="scroll-region relative max-h-[75vh] cursor-grab overflow-auto border-y border-line-strong active:cursor-grabbing [&_[data-node]:focus]:outline-2 [&_[data-node]:focus]:outline-offset-1 [&_[data-node]:focus]:outline-gold [&_[data-node]:focus]:outline-solid print:[&_svg]:h-auto print:[&_svg]:max-w-full"
        onKeyDown={pressed}
        onClick={(event) => {
          const href = (event.target as Element).closest("a")?.getAttribute("href");
          if (!href || event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          router.push(href);
        }}
        onFocus={(event) => setSaid((event.target as Element).closest("[data-node]")?.getAttribute("aria-label") ?? "")}
        onPointerDown={grabbed}
        onPointerMove={moved}
        onPointerUp={() => {
          drag.current = null;
        }}
        onPointerCancel={() => {
          drag.current = null;
        }}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn on our server, every text in it escaped (drawing.ts)
        dangerouslySetInnerHTML={{ __html: svg }}
      />
      <p aria-hidden dir="auto" className="no-print mt-1 min-h-6 text-sm [overflow-wrap:anywhere]">
        {said}
      </p>
    </div>
  );
}
