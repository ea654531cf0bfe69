import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import type { Severity } from "@/domain/audit-checks/catalogue";
import { translator } from "@/lib/translate";

const SHAPES: Record<Severity, MarkShape> = { major: "major", minor: "minor", ofi: "opportunity" };

/** How grave a finding is, in shape and word. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <StatusMark shape={SHAPES[severity]} className="whitespace-nowrap">
      {translator("vocabulary.findingSeverity")(severity)}
    </StatusMark>
  );
}
