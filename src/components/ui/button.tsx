import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import type { ButtonHTMLAttributes, ComponentProps, ReactNode } from "react";
import { classNames } from "@/lib/class-names";

export const buttonStyle = cva(
  "inline-flex items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap no-underline transition-colors disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60",
  {
    variants: {
      variant: {
        primary: "border-gold bg-gold text-on-gold hover:border-gold-strong hover:bg-gold-strong",
        secondary: "border-line-strong bg-surface text-ink hover:bg-sunken",
        quiet: "border-transparent bg-transparent text-ink hover:bg-sunken",
        danger: "border-danger bg-danger text-on-danger hover:opacity-90",
      },
      size: {
        regular: "min-h-9 px-3.5 py-1.5 text-sm",
        small: "min-h-7 px-2.5 py-0.5 text-[0.8125rem]",
        icon: "size-9 p-0",
      },
    },
    defaultVariants: { variant: "secondary", size: "regular" },
  },
);

type Style = VariantProps<typeof buttonStyle>;

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Style {
  /** Work is under way: the button turns, says so to a screen reader, and takes no second click. It stays focusable. */
  pending?: boolean;
  icon?: ReactNode;
}

export function Button({ variant, size, pending = false, icon, className, children, type = "button", onClick, ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames(buttonStyle({ variant, size }), className)}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {pending ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : icon}
      {children}
    </button>
  );
}

export interface LinkButtonProps extends ComponentProps<typeof Link>, Style {
  icon?: ReactNode;
}

export function LinkButton({ variant, size, icon, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link className={classNames(buttonStyle({ variant, size }), className)} {...rest}>
      {icon}
      {children}
    </Link>
  );
}
