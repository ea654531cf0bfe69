import { z } from "zod";
import { id } from "@/lib/zod-fields";

export const mailInput = z.strictObject({ id: id() });
export const testMailInput = z.strictObject({});

export type MailInput = z.output<typeof mailInput>;
