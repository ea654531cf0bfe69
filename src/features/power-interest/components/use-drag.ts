"use client";

import { type PointerEvent, type RefObject, useEffect, useRef } from "react";
import { cellAt, type GridLayout } from "@/domain/power-interest-layout";

interface DragOptions {
  /** What follows the pointer: outside the picture and on a layer of its own, so that a step costs one transform and no painting of 500 marks. */
  follower: RefObject<HTMLElement | null>;
  picture: RefObject<SVGSVGElement | null>;
  /** The rectangle that shows where the mark would land. */
  target: RefObject<SVGRectElement | null>;
  layout: GridLayout;
  enabled: boolean;
  /** Fills the follower for a mark; called once, when the drag begins. */
  onLift: (id: string) => void;
  onDrop: (id: string, place: { power: number; interest: number }) => void;
  onPick: (id: string) => void;
}

const BEGINS_AFTER = 4;

interface Drag {
  id: string;
  pointerId: number;
  startX: number;
  startY: number;
  lifted: boolean;
  element: Element;
  place: { power: number; interest: number } | null;
}

/** Dragging without React: from the first step to the drop nothing is rendered; only a transform, and the target when the cell becomes another. */
export function useDrag(options: DragOptions) {
  const latest = useRef(options);
  latest.current = options;
  const drag = useRef<Drag | null>(null);
  const box = useRef<DOMRect | null>(null);

  useEffect(() => {
    const moved = () => {
      box.current = null;
    };
    const cancel = (event: KeyboardEvent) => {
      if (event.key === "Escape" && drag.current?.lifted) {
        event.preventDefault();
        end(drag, latest.current);
      }
    };
    window.addEventListener("scroll", moved, { capture: true, passive: true });
    window.addEventListener("resize", moved);
    window.addEventListener("keydown", cancel);
    return () => {
      window.removeEventListener("scroll", moved, { capture: true });
      window.removeEventListener("resize", moved);
      window.removeEventListener("keydown", cancel);
    };
  }, []);

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const element = (event.target as Element).closest("[data-mark]");
      const id = element?.getAttribute("data-mark");
      if (!element || !id || event.button !== 0) return;
      latest.current.onPick(id);
      if (!latest.current.enabled) return;
      drag.current = { id, pointerId: event.pointerId, startX: event.clientX, startY: event.clientY, lifted: false, element, place: null };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const now = drag.current;
      if (!now || now.pointerId !== event.pointerId) return;
      const { follower, picture, target, layout, onLift } = latest.current;
      if (!now.lifted) {
        if (Math.hypot(event.clientX - now.startX, event.clientY - now.startY) < BEGINS_AFTER) return;
        now.lifted = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        onLift(now.id);
        now.element.setAttribute("data-lifted", "");
        if (follower.current) follower.current.hidden = false;
      }
      if (follower.current) follower.current.style.transform = `translate3d(${event.clientX}px, ${event.clientY}px, 0)`;
      box.current ??= picture.current?.getBoundingClientRect() ?? null;
      if (!box.current) return;
      const scale = layout.width / box.current.width;
      const cell = cellAt(layout, (event.clientX - box.current.left) * scale, (event.clientY - box.current.top) * scale);
      if (cell?.power === now.place?.power && cell?.interest === now.place?.interest) return;
      now.place = cell && { power: cell.power, interest: cell.interest };
      const shown = target.current;
      if (!shown) return;
      if (!cell) {
        shown.setAttribute("visibility", "hidden");
        return;
      }
      for (const name of ["x", "y", "width", "height"] as const) shown.setAttribute(name, String(cell[name]));
      shown.setAttribute("visibility", "visible");
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const now = drag.current;
      if (!now || now.pointerId !== event.pointerId) return;
      const dropped = now.lifted && now.place;
      end(drag, latest.current);
      if (dropped) latest.current.onDrop(now.id, dropped);
    },
    onPointerCancel() {
      end(drag, latest.current);
    },
  };
}

function end(drag: RefObject<Drag | null>, { follower, target }: DragOptions): void {
  drag.current?.element.removeAttribute("data-lifted");
  drag.current = null;
  if (follower.current) follower.current.hidden = true;
  target.current?.setAttribute("visibility", "hidden");
}
