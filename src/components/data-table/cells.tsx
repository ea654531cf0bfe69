import type { ReactNode } from "react";
import { RefTag } from "@/components/ui/ref-tag";
import type { RegisterColumn } from "./table-model";

/** The columns of a register in short: id, cell, and what else there is to say; the header is the word of the id. */
export type Cells<Row, Column extends string> = readonly [Column, RegisterColumn<Row>["cell"], Partial<Omit<RegisterColumn<Row>, "id">>?][];

/** @param words those of the table's namespace; a header stands under "column.<id>" */
export function columnsOf<Row, Column extends string>(
  cells: Cells<Row, Column>,
  words: (key: string) => string,
): RegisterColumn<Row, Column>[] {
  return cells.map(([id, cell, more]) => ({ id, header: words(`column.${id}`), cell, ...more }));
}

/** Three lines of a text; all of it stands on the record's page. */
export function longText(text: string): ReactNode {
  return <span className="line-clamp-3 whitespace-pre-line">{text}</span>;
}

/** A day or another short text that never breaks. */
export function dayText(text: string | null): ReactNode {
  return <span className="whitespace-nowrap">{text}</span>;
}

/** The link to another record of the organisation; nothing where there is none. */
export function linkedRef(home: string, room: string, ref: string | null): ReactNode {
  return (
    ref && (
      <RefTag inTable href={`${home}/${room}/${ref}`}>
        {ref}
      </RefTag>
    )
  );
}
