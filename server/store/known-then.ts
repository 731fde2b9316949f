import { KEPT, KEY } from './staging/add-records.js';
import type { DatasetTables } from './catalog.js';
import type { Database } from './database.js';
import { ImportError } from './import-error.js';
import { isoDay } from './staging/summarise.js';

/** Epoch ms at which a record can be published at the earliest: once its period is over, or its instant past. */
const OVER = `"end" + CASE WHEN "end" = start THEN 1 ELSE 0 END`;

/** SQL of when each `import` of a dataset was `published`, epoch ms. */
function datedImports({ number, records }: DatasetTables): string {
  return `(SELECT import, max(greatest(coalesce(published, over), over)) OVER (ORDER BY import) AS published
    FROM (SELECT import, max(${OVER}) AS over FROM ${records} WHERE ${KEPT} GROUP BY import)
    LEFT JOIN (SELECT number AS import, published FROM imports WHERE dataset = ${number}) USING (import))`;
}

/**
 * Checks that the table `incoming` can have been published then, after the other files of its dataset.
 * @param published epoch ms
 */
export async function checkPublished(
  database: Database,
  tables: DatasetTables | undefined,
  published: number,
): Promise<void> {
  const [own] = await database.rows(`SELECT max(${OVER}) AS over FROM incoming WHERE ${KEPT}`);
  const over = Number(own!['over']);
  if (published < over)
    throw refused(
      published,
      `holds figures up to ${isoDay(over - 1)}, and was not published before that was over`,
    );
  if (tables === undefined) return;
  const [last] = await database.rows(`SELECT max(published) AS published FROM ${datedImports(tables)}`);
  const latest = Number(last!['published']);
  if (published < latest)
    throw refused(
      published,
      `is added to one of ${isoDay(latest)}; import files in the order in which they came out`,
    );
}

function refused(published: number, why: string): ImportError {
  return new ImportError('bad-option', `--published ${isoDay(published)}: the file ${why}`);
}

/**
 * SQL of what the files of a dataset said in turn: its rows are records with a `sign`, and the instant `known_from` which
 * counts them (NULL: as their period goes by). A record of a later file that supersedes one counts from when that file was
 * published, and from then on the superseded one is taken away. A file that nobody has dated came out as soon as its last
 * period was over, for it can't have been earlier; and none before the files that it was added to, for it supersedes them.
 */
export function knownThen(tables: DatasetTables): string {
  const { records } = tables;
  return `(
    WITH dated AS ${datedImports(tables)},
    superseded AS (SELECT DISTINCT superseded_by AS import, ${identity()} FROM ${records}
      WHERE ${KEPT} AND superseded_by IS NOT NULL),
    first AS (SELECT new.*, CASE WHEN EXISTS (SELECT 1 FROM superseded WHERE superseded.import = new.import
        AND ${IDENTITY.map((name) => `superseded.${name} IS NOT DISTINCT FROM new.${name}`).join(' AND ')})
        THEN new.import END AS since
      FROM (SELECT *, ${identity()} FROM ${records} WHERE ${KEPT}) AS new)
    SELECT first.*, 1 AS sign, published AS known_from FROM first LEFT JOIN dated ON dated.import = since
    UNION ALL
    SELECT first.*, -1 AS sign, published AS known_from FROM first JOIN dated ON dated.import = superseded_by)`;
}

/** What a record and the one that supersedes it have in common, as columns that are compared one by one. */
const IDENTITY = ['same_period', 'same_id', ...KEY.map((name) => `same_${name}`)] as const;

/** An id stands for everything else that a record is known by. */
function identity(): string {
  const keys = KEY.map((name) => `CASE WHEN id IS NULL THEN ${name} END AS same_${name}`);
  return [`(start, "end", flow) AS same_period`, 'id AS same_id', ...keys].join(', ');
}
