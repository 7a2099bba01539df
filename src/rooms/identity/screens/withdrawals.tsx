import { z } from 'zod';
import {
  Button,
  Chip,
  type Column,
  FormFor,
  getScreen,
  PageHead,
  type PageContext,
  postScreen,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { confirmStopped, readWithdrawals, type WithdrawalNotice } from '../actions/withdraw.ts';

const columnsOf = (page: PageContext): readonly Column<WithdrawalNotice>[] => {
  const { words } = page;
  return [
    {
      ...{ id: 'reference', label: words.t('identity.column.reference'), heads: true },
      cell: ({ reference }) => reference ?? '–',
    },
    {
      ...{ id: 'since', label: words.t('identity.column.withdrawn_on') },
      cell: ({ createdAt }) => words.date(createdAt, 'moment'),
    },
    {
      ...{ id: 'stopped', label: words.t('identity.column.stopped') },
      cell: ({ id, confirmedAt }) =>
        confirmedAt === null ? (
          <FormFor page={page} action={`/withdrawals/${id}`} light>
            <Button kind="quiet">{words.t('identity.withdrawals.confirm')}</Button>
          </FormFor>
        ) : (
          <Chip tone="good">{words.date(confirmedAt, 'moment')}</Chip>
        ),
    },
  ];
};

const listScreen: Screen<Profile> = getScreen({
  room: 'identity',
  path: '/withdrawals',
  permit: 'cases.read',
  load: async (scene: Scene) => ({ notices: await readWithdrawals(scene) }),
  title: (_, words) => words.t('identity.withdrawals.title'),
  page: ({ notices }, page) => (
    <>
      <PageHead title={page.words.t('identity.withdrawals.title')} lead={page.words.t('identity.withdrawals.lead')} />
      <Table
        page={page}
        caption={page.words.t('identity.withdrawals.title')}
        captionUnseen
        rows={notices}
        rowKey={({ id }) => id}
        empty={page.words.t('identity.withdrawals.empty')}
        columns={columnsOf(page)}
      />
    </>
  ),
});

const confirmScreen: Screen<Profile> = postScreen({
  journals: ['identity.stopped_using'],
  room: 'identity',
  path: '/withdrawals/:noticeId',
  permit: 'cases.read',
  params: z.object({ noticeId: z.uuid() }),
  body: z.object({}),
  act: (scene: Scene, _, { params }) => confirmStopped(scene, params.noticeId),
  then: () => '/withdrawals?done=stopped_using',
  again: listScreen,
});

/** Consents taken back, for the bodies they had let in: each confirms that it stopped. */
export const withdrawalScreens: readonly Screen<Profile>[] = [listScreen, confirmScreen];
