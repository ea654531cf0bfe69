import Form from "next/form";
import { useId } from "react";
import { buttonStyle, LinkButton } from "@/components/ui/button";

export interface FilterField {
  name: string;
  label: string;
  value: string;
  /** The choices after "any"; without them it is a line of text. */
  options?: readonly { value: string; label: string }[];
  /** What a line of text may be completed to. */
  suggestions?: readonly { value: string; label: string }[];
  any?: string;
  placeholder?: string;
  /** The one field that matters. */
  wide?: boolean;
}

interface FilterFormProps {
  action: string;
  label: string;
  fields: readonly FilterField[];
  /** What else of the address stays as it is. */
  kept?: readonly { name: string; value: string }[];
  submitLabel: string;
  /** Given when something is narrowed. */
  clear?: { href: string; label: string };
}

/** Filters that are part of the address: works without scripts, and the page that answers can be sent to somebody. */
export function FilterForm({ action, label, fields, kept = [], submitLabel, clear }: FilterFormProps) {
  const id = useId();
  return (
    <Form action={action} aria-label={label} className="no-print mb-4 flex flex-wrap items-end gap-3 text-sm">
      {kept.map(({ name, value }) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) => (
        <div
          key={field.name}
          className={`flex min-w-28 flex-1 flex-col gap-1 ${field.wide ? "basis-64 sm:max-w-md" : "basis-28 sm:max-w-56"}`}
        >
          <label htmlFor={`${id}-${field.name}`} className="text-[0.8125rem] font-medium">
            {field.label}
          </label>
          {field.options ? (
            <select id={`${id}-${field.name}`} name={field.name} defaultValue={field.value} key={field.value} className="control">
              <option value="">{field.any}</option>
              {field.options.map(({ value, label: word }) => (
                <option key={value} value={value}>
                  {word}
                </option>
              ))}
            </select>
          ) : (
            <>
              <input
                id={`${id}-${field.name}`}
                name={field.name}
                defaultValue={field.value}
                key={field.value}
                maxLength={200}
                placeholder={field.placeholder}
                list={field.suggestions ? `${id}-${field.name}-list` : undefined}
                className="control"
              />
              {field.suggestions && (
                <datalist id={`${id}-${field.name}-list`}>
                  {field.suggestions.map(({ value, label: word }) => (
                    <option key={value} value={value} label={word} />
                  ))}
                </datalist>
              )}
            </>
          )}
        </div>
      ))}
      <button type="submit" className={buttonStyle({ variant: "secondary" })}>
        {submitLabel}
      </button>
      {clear && (
        <LinkButton href={clear.href} variant="quiet">
          {clear.label}
        </LinkButton>
      )}
    </Form>
  );
}
