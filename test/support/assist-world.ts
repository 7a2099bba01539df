import type { PlainDate } from '../../src/platform/clock.ts';
import { type Outcome, valueOf } from '../../src/platform/outcome.ts';
import type { Scene } from '../../src/profile/index.ts';
import {
  assistanceReactions,
  type AssistanceView,
  readAssistance,
  type StepInput,
  takeStep,
} from '../../src/rooms/assistance/actions/index.ts';
import { acceptSupport, referToSupport } from '../../src/rooms/cases/index.ts';
import { noteClockEvent } from '../../src/rooms/protection/index.ts';
import { type CaseWorld, caseWorld, todayIn } from './case-world.ts';

/** The people of a case, with a service that has accepted to support. */
export type AssistWorld = {
  readonly world: CaseWorld;
  readonly today: PlainDate;
  readonly asService: <T>(work: (scene: Scene) => Promise<T>) => Promise<T>;
  /** A presumed victim whose offer the service has accepted. */
  readonly accepted: () => Promise<string>;
  /** The same, spoken with and agreed: work on needs has begun. */
  readonly inNeeds: () => Promise<string>;
  readonly step: (
    caseId: string,
    event: string,
    more?: Partial<StepInput>,
    version?: string | null,
  ) => Promise<Outcome<{ caseId: string }>>;
  readonly view: (caseId: string) => Promise<AssistanceView>;
};

const acceptedIn =
  ({ world, today, asService }: Pick<AssistWorld, 'world' | 'today' | 'asService'>): AssistWorld['accepted'] =>
  async () => {
    const caseId = await world.presumed();
    await world.as(world.police, (scene) => noteClockEvent(scene, { caseId, type: 'indications_found', on: today }));
    valueOf(await world.agree(caseId));
    const { referralId } = valueOf(
      await world.as(world.police, (scene) => referToSupport(scene, caseId, { urgency: 'today' })),
    );
    await asService(async (scene) => {
      valueOf(await acceptSupport(scene, referralId));
      const entry = { type: 'cases.support_accepted', subject: { kind: 'support_referral', id: referralId }, caseId };
      await assistanceReactions['cases.support_accepted']?.(scene, entry);
    });
    return caseId;
  };

/** Makes such a world; `world.close` removes it. */
export const assistWorld = async (): Promise<AssistWorld> => {
  const world = await caseWorld();
  const today = todayIn(world.profile);
  const asService: AssistWorld['asService'] = (work) => world.as(world.service, work);
  const accepted = acceptedIn({ world, today, asService });
  const step: AssistWorld['step'] = (caseId, event, more = {}, version = null) =>
    asService((scene) => takeStep(scene, { caseId, event, version }, { on_day: today, ...more }));
  return {
    ...{ world, today, asService, accepted, step },
    view: async (caseId) => valueOf(await asService((scene) => readAssistance(scene, caseId))),
    inNeeds: async () => {
      const caseId = await accepted();
      valueOf(await step(caseId, 'contact', { contact_way: 'in_person' }));
      valueOf(await step(caseId, 'consent'));
      return caseId;
    },
  };
};
