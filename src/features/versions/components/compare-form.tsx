import { Button } from "@/components/ui/button";
import { translator } from "@/lib/translate";

interface CompareFormProps {
  path: string;
  numbers: readonly string[];
  from: string;
  to: string;
  today: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Two points of the register's life: versions, now, or a day. A plain form: it works before any script has come. */
export function CompareForm({ path, numbers, from, to, today }: CompareFormProps) {
  const t = translator("versions.compare");
  const side = (name: "from" | "to", value: string) => {
    const day = DAY.test(value);
    return (
      <fieldset className="flex flex-wrap items-end gap-3">
        <legend className="mb-1 text-sm font-medium">{t(name)}</legend>
        <select name={name} aria-label={t(`${name}Point`)} className="control w-auto" defaultValue={day ? "day" : value}>
          <option value="now">{t("now")}</option>
          {numbers.map((number) => (
            <option key={number} value={number}>
              {t("version", { number })}
            </option>
          ))}
          {value !== "now" && !day && !numbers.includes(value) && <option value={value}>{value}</option>}
          <option value="day">{t("day")}</option>
        </select>
        <input
          type="date"
          name={`${name}Day`}
          aria-label={t(`${name}Day`)}
          className="control w-auto"
          max={today}
          defaultValue={day ? value : ""}
        />
      </fieldset>
    );
  };
  return (
    <form method="get" action={path} className="no-print mb-6 flex flex-wrap items-end gap-6">
      {side("from", from)}
      {side("to", to)}
      <Button type="submit">{t("show")}</Button>
    </form>
  );
}
