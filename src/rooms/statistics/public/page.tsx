import type { ComponentChildren, VNode } from 'preact';
import type { Profile, PublishedFigure } from '../../../profile/index.ts';
import { linesOf, areInConflict, type QuotedLine, type QuotedTable } from './quoted.ts';
import type { PublicTexts } from './texts.ts';

type PageProps = {
  readonly profile: Profile;
  readonly tables: readonly QuotedTable[];
  readonly texts: PublicTexts;
};
type TableProps = PageProps & { readonly table: QuotedTable };

/** No quotes and no brackets: the sheet stands in the page as it is and is known by its fingerprint. */
const sheet =
  '.sums{overflow-x:auto;margin-top:1rem}table{border-collapse:collapse;font-variant-numeric:tabular-nums}caption{text-align:start;padding-bottom:.5rem}th,td{white-space:normal;min-width:5rem;padding:.5rem .75rem;border-bottom:1px solid #8b8676;text-align:start;vertical-align:top}.n{text-align:end;font-weight:700}blockquote{margin:.5rem 0 0;padding-inline-start:1rem;border-inline-start:4px solid #8b8676}summary{margin-top:1rem;min-height:2.75rem;line-height:2.75rem}p bdi{display:inline;white-space:normal}@media (max-width:40rem){.sums thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.sums table,.sums tbody,.sums tr,.sums th,.sums td{display:block;min-width:0;padding:.125rem 0;border:0;text-align:start}.sums tr{padding:.75rem 0;border-bottom:1px solid #8b8676}.sums td.n{display:flex;justify-content:space-between;gap:1rem}.sums td::before{content:attr(data-label);font-weight:400}.sums td:last-child::before{display:block;font-weight:600}}';

const Apart = ({ children }: { children: ComponentChildren }): VNode => <bdi dir="ltr">{children}</bdi>;

const sourceTitle = (profile: Profile, id: string): string => {
  const { title, publisher, year } = profile.source(id);
  // The file name of our copy in brackets is ours, not the source's.
  const plain = title.replace(/ \(\d{3}_[0-9a-f]+\.txt\)/, '');
  const whose = publisher !== null && plain.startsWith(publisher) ? null : publisher;
  return [whose, plain, year].filter((part) => part !== null).join(', ');
};

type ValueProps = { readonly fact: PublishedFigure | null; readonly texts: PublicTexts; readonly label: string };

/** A number under its column; the name of the column comes along for screens on which a line is a block. */
const Value = ({ fact, texts, label }: ValueProps): VNode => {
  const cell = { role: 'cell', class: 'n', 'data-label': label } as const;
  if (fact === null) return <td {...cell}>–</td>;
  const value = String(fact.value ?? fact.value_text ?? '–');
  const said = fact.unit === 'files' ? texts.say('unit.files').replace('{value}', value) : value;
  return <td {...cell}>{said}</td>;
};

/** The source of a line, with the place in it where that is known. */
const sourceOf = ({ profile, table }: TableProps, id: string): string => {
  const where = table.quotes.find(({ source }) => source === id)?.where;
  return [sourceTitle(profile, id), where].filter((part) => part !== undefined).join(', ');
};

const Line = ({ line, ...props }: { line: QuotedLine } & TableProps): VNode => (
  <tr role="row">
    <th scope="row" role="rowheader">
      <Apart>{line.period.replace('-', '–')}</Apart>
    </th>
    {line.facts.map((fact, index) => (
      <Value
        fact={fact}
        texts={props.texts}
        label={props.texts.say(`column.${props.table.columns[index]?.word ?? 'source'}`)}
      />
    ))}
    <td role="cell" data-label={props.texts.say('column.source')}>
      <span dir="ltr">{sourceOf(props, line.source)}</span>
      {line.facts.some((fact) => fact?.provenance === 'seen') ? ` (${props.texts.say('seen')})` : null}
    </td>
  </tr>
);

const Quotes = ({ table, profile, texts }: TableProps): VNode => (
  <details>
    <summary>{texts.say('quote')}</summary>
    {table.quotes.map((quote) => (
      <blockquote lang={quote.language} dir="ltr">
        <p>“{quote.text}”</p>
        <p class="soft">
          {sourceTitle(profile, quote.source)}, {quote.where}
        </p>
      </blockquote>
    ))}
  </details>
);

const bodyName = (profile: Profile, language: string): string =>
  profile
    .organisationsPlaying('inspects_labour')
    .map((one) => profile.nameIn(one.names, language === 'ar' ? 'fr' : language))
    .join(', ');

const What = ({ table, profile, texts }: TableProps): VNode => {
  const [before = '', after = ''] = texts.say(`${table.id}.what`).split('{body}');
  return (
    <p>
      {before}
      {texts.say(`${table.id}.what`).includes('{body}') ? <bdi>{bodyName(profile, texts.language)}</bdi> : null}
      {after}
    </p>
  );
};

const Table = (props: TableProps): VNode => {
  const { table, profile, texts } = props;
  const lines = linesOf(profile, table);
  return (
    <section class="part">
      <h2>{texts.say(`${table.id}.title`)}</h2>
      <What {...props} />
      <div class="sums" role="region" aria-label={texts.say(`${table.id}.title`)} tabindex={0}>
        <table role="table">
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">
                {texts.say('column.period')}
              </th>
              {table.columns.map(({ word }) => (
                <th scope="col" role="columnheader" class="n">
                  {texts.say(`column.${word}`)}
                </th>
              ))}
              <th scope="col" role="columnheader">
                {texts.say('column.source')}
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {lines.map((line) => (
              <Line {...props} line={line} />
            ))}
          </tbody>
        </table>
      </div>
      {areInConflict(lines) ? <p>{texts.say('conflict')}</p> : null}
      <Quotes {...props} />
    </section>
  );
};

/** Published facts, quoted exactly, each line with its source. Computes nothing. */
export const FiguresPage = (props: PageProps): VNode => {
  const { tables, texts } = props;
  return (
    <>
      <style>{sheet}</style>
      <h1>{texts.say('title')}</h1>
      <p class="lead">{texts.say('lead')}</p>
      <p class="soft">{texts.say('unequal')}</p>
      {tables.map((table) => (
        <Table {...props} table={table} />
      ))}
      <div class="part">
        <p>
          <a href={`/${texts.language}`}>{texts.say('help')}</a>
        </p>
      </div>
    </>
  );
};
