import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal, type Refusal } from '../../../../platform/outcome.ts';
import {
  Button,
  ButtonLink,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  named,
  Notice,
  type PageContext,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { readReceived, type ReceivedView, type Split, splitReport, withLabels } from '../../actions/triage/index.ts';
import { changeReasons } from '../../facts/other-forms.ts';
import { splitForm } from '../../facts/triage-forms.ts';
import { InnerHead, namedAll, pathOf, reportParams, type TriageTools } from './parts.tsx';

const listOf = z.union([z.array(z.string()), z.string().transform((one) => [one])]);
const splitBody = z.object({ persons: listOf.default([]), change_reason: z.enum(changeReasons) });

const permit = 'referrals.split-merge';

type Shown = { readonly view: ReceivedView };
type Person = ReceivedView['persons'][number]['person'];

/** A person as one chooses among them: number, age, sex, citizenship, forms. */
export const personLine = (page: PageContext, person: Person): string =>
  [
    page.words.t('referrals.received.person_number', { number: person.ordinal }),
    named(page, 'age-answer', person.age_answer),
    named(page, 'sex', person.sex),
    namedAll(page, 'countries', person.citizenships),
    namedAll(page, 'exploitation-forms', person.forms),
  ].join(' · ');

const SplitPage = ({ view, page }: { view: ReceivedView; page: PageContext }): VNode => {
  const { t } = page.words;
  const chosen = page.form?.raw['persons'] ?? [];
  return (
    <>
      <InnerHead held={view} page={page} title={t('referrals.triage.split')} lead={t('referrals.triage.split_lead')} />
      <ErrorSummary page={page} />
      <Notice>{t('referrals.triage.split_note')}</Notice>
      <FormFor page={page} action={`${pathOf(view.report.id)}/split`} version={String(view.report.version)}>
        <fieldset class="field choices" id="persons">
          <legend>{t('referrals.triage.split_persons')}</legend>
          {view.persons.map(({ person }) => (
            <label key={person.id} class="pick">
              <input type="checkbox" name="persons" value={person.id} checked={chosen.includes(person.id)} />
              <span>{personLine(page, person)}</span>
            </label>
          ))}
        </fieldset>
        <FieldSet
          page={page}
          form={splitForm}
          state={page.form ?? formState(splitForm, { change_reason: 'other_matter' })}
        />
        <Button>{t('referrals.triage.split_do')}</Button>
        <ButtonLink kind="quiet" href={pathOf(view.report.id)}>
          {t('referrals.triage.cancel')}
        </ButtonLink>
      </FormFor>
    </>
  );
};

/** Persons of one report to a report of their own. */
export const splitScreens = ({ draftKey }: TriageTools): readonly Screen<Profile>[] => {
  const place = { room: 'referrals', path: '/received/:reportId/split', permit, params: reportParams } as const;
  const again: Screen<Profile> = getScreen({
    ...place,
    load: async (scene: Scene, { params }): Promise<Shown | Refusal> => {
      const view = await readReceived(withLabels(scene, draftKey), params.reportId);
      return isRefusal(view) ? view : { view };
    },
    title: (_, words) => words.t('referrals.triage.split'),
    page: ({ view }: Shown, page) => <SplitPage view={view} page={page} />,
  });
  const post: Screen<Profile> = postScreen({
    journals: ['referrals.split'],
    ...{ ...place, body: splitBody, again },
    act: (scene: Scene, { persons, change_reason: reason }, { params, version }) =>
      splitReport(scene, { ...params, version }, { persons, reason }),
    then: ({ partId }: Split) => `${pathOf(partId)}?done=split`,
  });
  return [again, post];
};
