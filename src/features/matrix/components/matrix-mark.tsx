import type { CellMark } from "@/domain/matrix";
import style from "./matrix.module.css";

/** Coverage as a shape; the word stands beside it or in the cell's name. */
export function MatrixMark({ mark, struck = false }: { mark: CellMark; struck?: boolean }) {
  return <i aria-hidden className={style.mark} data-mark={mark} data-struck={struck || undefined} />;
}
