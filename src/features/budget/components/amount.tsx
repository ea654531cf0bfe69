/** "48,000 EUR": the code, not a sign, because a dollar is not one currency. */
export function Amount({ amount, currency }: { amount: number | null; currency: string }) {
  if (amount === null) return null;
  return (
    <span className="whitespace-nowrap tabular-nums">
      {new Intl.NumberFormat("en").format(amount)} {currency}
    </span>
  );
}
