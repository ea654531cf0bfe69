import pg from "pg";
import { ROWS_SQL } from "../../rows-sql";

export const dynamic = "force-dynamic";

const pool = new pg.Pool({ connectionString: process.env.BENCH_URL, max: 10 });

/** The baseline of the whole-page figure: the same fifty rows in a bare dynamic page. */
export default async function Page() {
  const { rows } = await pool.query(ROWS_SQL, [process.env.BENCH_ORGANIZATION, 50, 0]);
  return (
    <table>
      <tbody>
        {rows.map((row) => (
          <tr key={row.ref}>
            {Object.entries(row).map(([name, value]) => (
              <td key={name}>{String(value ?? "")}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
