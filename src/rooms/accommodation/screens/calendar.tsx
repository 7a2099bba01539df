import type { VNode } from 'preact';
import type { PlainDate } from '../../../platform/clock.ts';
import { type PageContext, Unseen } from '../../../platform/web/index.ts';
import type { BedRow, HouseRow } from '../actions/index.ts';
import type { Cell } from '../rules/index.ts';

/** The class of each cell; its letter comes from the words, so that colour is never alone. */
const classes: Readonly<Record<Cell, string>> = {
  free: 'f',
  stay: 's',
  overbooked: 'c',
  turnaround: 'm',
  closure: 'c',
  out: 'o',
};

/** What the letters of the calendar stand for. */
export const Legend = ({ page }: { readonly page: PageContext }): VNode => (
  <ul class="plain-list">
    {(['free', 'stay', 'overbooked', 'turnaround', 'closure', 'out'] as const).map((cell) => (
      <li key={cell}>
        <b>{page.words.t(`accommodation.cell.${cell}`)}</b> {page.words.t(`accommodation.cell_means.${cell}`)}
      </li>
    ))}
  </ul>
);

const Row = ({ row, letters }: { readonly row: BedRow; readonly letters: Readonly<Record<Cell, string>> }): VNode => (
  <tr>
    <th scope="row">{`${row.bed.room}/${row.bed.code}`}</th>
    {row.cells.map((cell, index) => (
      <td key={index} class={classes[cell]}>
        {letters[cell]}
      </td>
    ))}
  </tr>
);

const DayHead = ({ day, page }: { readonly day: PlainDate; readonly page: PageContext }): VNode => (
  <th scope="col">
    {String(Number(day.slice(8)))}
    <Unseen> {page.words.date(day, 'month')}</Unseen>
  </th>
);

const lettersOf = ({ words }: PageContext): Readonly<Record<Cell, string>> => {
  const letter = (cell: Cell): string => words.t(`accommodation.cell.${cell}`);
  return {
    free: letter('free'),
    stay: letter('stay'),
    overbooked: letter('overbooked'),
    turnaround: letter('turnaround'),
    closure: letter('closure'),
    out: letter('out'),
  };
};

const FreeNights = ({ row, page }: { readonly row: HouseRow; readonly page: PageContext }): VNode => (
  <tfoot>
    <tr>
      <th scope="row">{page.words.t('accommodation.calendar.free')}</th>
      {row.free.map((count, index) => (
        <td key={index}>{count}</td>
      ))}
    </tr>
  </tfoot>
);

/** The nights of a house, bed by bed, as a table; how many are free stands below each night. */
export const Calendar = (props: {
  readonly row: HouseRow;
  readonly days: readonly PlainDate[];
  readonly page: PageContext;
}): VNode => {
  const { row, days, page } = props;
  const { words } = page;
  if (row.beds.length === 0) return <p class="empty">{words.t('accommodation.house.no_beds')}</p>;
  const letters = lettersOf(page);
  const caption = words.t('accommodation.calendar.caption', { code: row.house.code });
  return (
    <div class="table-frame" role="region" aria-label={caption} tabindex={0}>
      <table class="calendar">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.t('accommodation.column.bed')}</th>
            {days.map((day) => (
              <DayHead key={day} day={day} page={page} />
            ))}
          </tr>
        </thead>
        <tbody>
          {row.beds.map((bed) => (
            <Row key={bed.bed.id} row={bed} letters={letters} />
          ))}
        </tbody>
        <FreeNights row={row} page={page} />
      </table>
    </div>
  );
};
