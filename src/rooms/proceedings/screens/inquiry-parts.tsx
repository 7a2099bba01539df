import type { ComponentChildren, VNode } from 'preact';
import type { Form, formState } from '../../../platform/form/index.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  Button,
  Details,
  FieldSet,
  FormFor,
  getScreen,
  type PageContext,
  type Screen,
  stateIn,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type Inquiry, readInquiryOf } from '../actions/index.ts';
import { CaseHead, caseHref, criminalCaseParams, loadShown, type Props, reading, type Shown } from './parts.tsx';

/** A criminal case with what its inquiry did and found. */
export type InquiryShown = Shown & { readonly inquiry: Inquiry };
export type InquiryProps = Props & { readonly shown: InquiryShown };

/** Loads an inquiry for a page; null for whoever does not see the case, refused to who does not investigate it. */
export const loadInquiry = async (scene: Scene, where: { readonly params: { readonly criminalCaseId: string } }) => {
  const shown = await loadShown(scene, where);
  if (shown === null) return null;
  const inquiry = await readInquiryOf(scene, where.params.criminalCaseId);
  return isRefusal(inquiry) ? inquiry : { ...shown, inquiry };
};

/** Where pages of the inquiry are, and who reads them. */
export const inquiring = {
  ...{ room: 'proceedings', permit: 'proceedings.investigate', params: criminalCaseParams },
} as const;

/** One thing that can be added, behind its name; open when it was sent and came back. */
export const Doing = (props: {
  readonly page: PageContext;
  readonly name: string;
  readonly action: string;
  readonly form: Form<unknown>;
  readonly start?: Parameters<typeof formState>[1];
  readonly children?: ComponentChildren;
}): VNode => {
  const { page, form, action } = props;
  const state = stateIn(page, form, props.start);
  const name = page.words.t(`proceedings.add.${props.name}`);
  return (
    <Details summary={name} open={state === page.form}>
      {props.children}
      <FormFor page={page} action={action}>
        <FieldSet page={page} form={form} state={state} />
        <Button kind="quiet">{name}</Button>
      </FormFor>
    </Details>
  );
};

/** A view of the inquiry: its address, and what stands below the head. Reading it is written down. */
export const inquiryScreen = (
  tab: 'measures' | 'abroad' | 'evidence' | 'network' | 'exchanges',
  Body: (props: InquiryProps) => VNode,
): Screen<Profile> =>
  getScreen({
    ...{ ...inquiring, ...reading, path: `/proceedings/:criminalCaseId/${tab}`, load: loadInquiry },
    title: ({ view }, words) => words.t('proceedings.case.title', { reference: view.file.reference }),
    page: (shown, page) => (
      <>
        <CaseHead shown={shown} page={page} tab={tab} />
        <Body shown={shown} page={page} />
      </>
    ),
  });

/** The address of a view of the inquiry. */
export const tabHref = ({ view }: Shown, tab: string): string => `${caseHref(view.file)}/${tab}`;
