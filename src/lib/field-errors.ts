import type { z } from "zod";
import { translator } from "./translate";

/** The errors of a schema as one sentence for each field, in the user's words. Fields are named by their path, e.g. "links.0.targetRef". */
export function fieldErrorsOf(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) errors[[...issue.path, key].join(".")] ??= translator("validation")("unknown_field", { field: key });
      continue;
    }
    errors[issue.path.join(".")] ??= sentence(issue);
  }
  return errors;
}

function sentence(issue: z.core.$ZodIssue): string {
  const t = translator("validation");
  switch (issue.code) {
    case "invalid_type":
      return t(issue.input === undefined || issue.input === null || issue.input === "" ? "required" : "wrong_type");
    case "too_small":
      return issue.origin === "string" || issue.origin === "array"
        ? t(Number(issue.minimum) <= 1 ? "required" : "too_short", { minimum: Number(issue.minimum) })
        : t("too_low", { minimum: Number(issue.minimum) });
    case "too_big":
      return t(issue.origin === "string" ? "too_long" : issue.origin === "array" ? "too_many" : "too_high", {
        maximum: Number(issue.maximum),
      });
    case "invalid_value":
      return t("not_an_option");
    case "custom":
      return typeof issue.params?.key === "string" ? t(issue.params.key, issue.params as Record<string, string>) : issue.message;
    default:
      return t("wrong_form");
  }
}
