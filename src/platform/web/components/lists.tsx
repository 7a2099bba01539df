import type { ComponentChildren, VNode } from 'preact';
import type { PageContext } from '../page.ts';

export type Column<Row> = {
  readonly id: string;
  readonly label: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** The column can be sorted by `?sort=<id>` and `?sort=-<id>`. */
  readonly sorts?: boolean;
  readonly numeric?: boolean;
  /** The cell that names the row: read with each of its cells. */
  readonly heads?: boolean;
};

type TableProps<Row> = {
  readonly page: Pick<PageContext, 'path' | 'query' | 'words'>;
  readonly caption: string;
  /** The caption stands above as a heading already: it is only read. */
  readonly captionUnseen?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** What an empty list means here, in a sentence. Never used for an error. */
  readonly empty: string;
};

const pathOf = (page: Pick<PageContext, 'path'>): string => page.path.split('?')[0] ?? '/';

/** The page's address with some query values changed; an empty value takes one away. */
export const withQuery = (
  page: Pick<PageContext, 'path' | 'query'>,
  changes: Readonly<Record<string, string>>,
): string => {
  const query = new URLSearchParams({ ...page.query, ...changes });
  for (const [name, value] of Object.entries(changes)) if (value === '') query.delete(name);
  const path = pathOf(page);
  return query.size > 0 ? `${path}?${query}` : path;
};

const Heading = <Row,>({ page, column }: { page: TableProps<Row>['page']; column: Column<Row> }): VNode => {
  const sort = page.query['sort'] ?? '';
  const direction = sort === column.id ? 'ascending' : sort === `-${column.id}` ? 'descending' : undefined;
  const next = direction === 'ascending' ? `-${column.id}` : column.id;
  return (
    <th scope="col" role="columnheader" class={column.numeric ? 'numeric' : undefined} aria-sort={direction}>
      {column.sorts ? <a href={withQuery(page, { sort: next, page: '' })}>{column.label}</a> : column.label}
    </th>
  );
};

const Cell = <Row,>({ column, row }: { column: Column<Row>; row: Row }): VNode =>
  column.heads ? (
    <th scope="row" role="rowheader" data-label={column.label}>
      {column.cell(row)}
    </th>
  ) : (
    <td role="cell" class={column.numeric ? 'numeric' : undefined} data-label={column.label}>
      {column.cell(row)}
    </td>
  );

/**
 * A list as a table; on small screens each row becomes a block with the names of its columns. The roles are said again
 * because browsers forget them when a table is laid out as blocks.
 */
export const Table = <Row,>(props: TableProps<Row>): VNode => {
  const { page, columns, rows, rowKey } = props;
  if (rows.length === 0) return <p class="empty">{props.empty}</p>;
  return (
    <div class="table-frame" role="region" aria-label={props.caption} tabindex={0}>
      <table class="table" role="table">
        <caption class={props.captionUnseen ? 'unseen' : undefined}>{props.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <Heading key={column.id} page={page} column={column} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column) => (
                <Cell key={column.id} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** Earlier and later pages by `?page=`, counted from 1; says which rows are shown. Nothing when all are. */
export const Pagination = (props: {
  readonly page: Pick<PageContext, 'path' | 'query' | 'words'>;
  readonly current: number;
  readonly size: number;
  readonly total: number;
}): VNode | null => {
  const { page, current, size, total } = props;
  const last = Math.ceil(total / size);
  if (last <= 1) return null;
  const { words } = page;
  const shown = { from: (current - 1) * size + 1, to: Math.min(total, current * size), total };
  return (
    <nav class="pagination" aria-label={words.t('platform.pagination.label')}>
      {current > 1 ? (
        <a rel="prev" href={withQuery(page, { page: String(current - 1) })}>
          {words.t('platform.pagination.previous')}
        </a>
      ) : null}
      <span>{words.t('platform.pagination.shown', shown)}</span>
      {current < last ? (
        <a rel="next" href={withQuery(page, { page: String(current + 1) })}>
          {words.t('platform.pagination.next')}
        </a>
      ) : null}
    </nav>
  );
};

export type Tab = {
  readonly href: string;
  readonly label: string;
  readonly count?: string | number;
  readonly current: boolean;
};

type TabsProps = {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** Views that are seldom looked at, behind one word. */
  readonly more?: { readonly label: string; readonly tabs: readonly Tab[] };
};

const TabItem = ({ tab }: { readonly tab: Tab }): VNode => (
  <li>
    <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
      {tab.label}
      {tab.count === undefined ? null : <span class="count"> {tab.count}</span>}
    </a>
  </li>
);

/** Views of the same thing; each is a page of its own. */
export const Tabs = ({ label, tabs, more }: TabsProps): VNode => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {tabs.map((tab) => (
        <TabItem key={tab.href} tab={tab} />
      ))}
      {more === undefined || more.tabs.length === 0 ? null : (
        <li class="tabs-more">
          <details>
            <summary>{more.label}</summary>
            <ul>
              {more.tabs.map((tab) => (
                <TabItem key={tab.href} tab={tab} />
              ))}
            </ul>
          </details>
        </li>
      )}
    </ul>
  </nav>
);

export type Filter = {
  readonly name: string;
  readonly label: string;
  /** What is shown when nothing is chosen; *all* unless said. */
  readonly otherwise?: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly count?: number }[];
};

/** What a list shows: choices in the address, so that a view can be kept as a bookmark. Codes only, never names. */
export const Filters = (props: {
  readonly page: Pick<PageContext, 'path' | 'query' | 'words'>;
  readonly filters: readonly Filter[];
}): VNode => {
  const { page, filters } = props;
  const { words } = page;
  const inUse = filters.some(({ name }) => page.query[name]);
  return (
    <form class="filters" method="get" action={pathOf(page)} noValidate>
      {filters.map(({ name, label, otherwise, options }) => (
        <label key={name}>
          <span>{label}</span>
          <select name={name} autocomplete="off">
            <option value="">{otherwise ?? words.t('platform.filter.all')}</option>
            {options.map((option) => (
              <option key={option.value} value={option.value} selected={page.query[name] === option.value}>
                {option.count === undefined ? option.label : `${option.label} (${words.number(option.count)})`}
              </option>
            ))}
          </select>
        </label>
      ))}
      {page.query['sort'] ? <input type="hidden" name="sort" value={page.query['sort']} /> : null}
      <button type="submit" class="button quiet">
        {words.t('platform.filter.apply')}
      </button>
      {inUse ? <a href={pathOf(page)}>{words.t('platform.filter.clear')}</a> : null}
    </form>
  );
};

export type Counter = {
  readonly label: string;
  readonly value: number;
  readonly href: string;
  readonly current?: boolean;
};

/** Numbers that are doors: how many wait, by kind; each leads to its list. */
export const Counters = (props: {
  readonly page: Pick<PageContext, 'words'>;
  readonly label: string;
  readonly counters: readonly Counter[];
}): VNode => (
  <nav class="counters" aria-label={props.label}>
    <ul>
      {props.counters.map(({ label, value, href, current }) => (
        <li key={label}>
          <a href={href} aria-current={current ? 'page' : undefined}>
            <b>{props.page.words.number(value)}</b> {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** A text as somebody typed it, under what it answers. */
export type TypedText = { readonly label: string; readonly text: string };

/** Texts as they were typed, line breaks kept, each in its own direction. */
export const TypedTexts = ({ texts }: { readonly texts: readonly TypedText[] }): VNode => (
  <dl class="facts">
    {texts.map(({ label, text }) => (
      <div key={`${label}${text}`}>
        <dt>{label}</dt>
        <dd class="as-typed" dir="auto">
          {text}
        </dd>
      </div>
    ))}
  </dl>
);
