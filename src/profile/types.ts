import type * as z from 'zod';
import type { Documents } from './documents.ts';
import type {
  codeListSchema,
  codeSchema,
  namesSchema,
  organisationSchema,
  roleSchema,
  sharingSchema,
} from './schema.ts';
import type { breakGlassSchema } from './schema-break-glass.ts';
import type { consentsSchema } from './schema-consents.ts';
import type { basisSchema, lawSchema } from './schema-laws.ts';
import type { dataRightsSchema, retentionSchema } from './schema-rights.ts';
import type { indicatorSchema, publishedFigureSchema, rightSchema } from './schema-knowledge.ts';
import type { machineSchema, transitionSchema } from './schema-steps.ts';

/** What a profile gives out cannot be changed. */
export type Frozen<Value> = Value extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
    : Value;

export type Names = Frozen<z.output<typeof namesSchema>>;
export type Organisation = Frozen<z.output<typeof organisationSchema>>;
export type Role = Frozen<z.output<typeof roleSchema>>;
export type Law = Frozen<z.output<typeof lawSchema>>;
export type ClockLaw = NonNullable<Law['clock']>;
export type LegalBasis = Frozen<z.output<typeof basisSchema>>;
export type Sharing = Frozen<z.output<typeof sharingSchema>>;
export type Assistance = Frozen<Documents['assistance.json']>;
export type PacketFact = Assistance['packets']['facts'][number];
export type PacketPurpose = Assistance['packets']['purposes'][number];
export type PacketSender = Assistance['packets']['senders'][number];
export type Messages = Frozen<Documents['messages.json']>;
export type MessageDoor = Messages['doors'][number];
export type Accommodation = Frozen<Documents['accommodation.json']>;
export type Onward = Frozen<Documents['onward.json']>;
export type Proceedings = Frozen<Documents['proceedings.json']>;
export type Handover = Frozen<Documents['handover.json']>;
/** A short form for one setting, with its own guideline. */
export type ShortPath = Frozen<Documents['short-paths.json']['paths'][number]>;
export type Hotline = Frozen<Documents['hotline.json']>;
export type Consents = Frozen<z.output<typeof consentsSchema>>;
export type BreakGlass = Frozen<z.output<typeof breakGlassSchema>>;
export type ConsentKind = Consents['kinds'][number];
export type DataRights = Frozen<z.output<typeof dataRightsSchema>>;
export type Regime = DataRights['regimes'][number];
export type RightsGround = DataRights['grounds'][number];
export type RetentionClass = Frozen<z.output<typeof retentionSchema>>['classes'][number];
export type SharingLine = Sharing['lines'][number];
export type SharingNotice = Sharing['notices'][number];
export type Redirect = Sharing['redirects'][number];
export type Code = Frozen<z.output<typeof codeSchema>>;
export type CodeList = Frozen<z.output<typeof codeListSchema>>;
export type Indicator = Frozen<z.output<typeof indicatorSchema>>;
export type IndicatorRule = Frozen<Documents['indicators.json']['rule']>;
export type Right = Frozen<z.output<typeof rightSchema>>;
export type Obligation = Frozen<Documents['rights.json']['obligations'][number]>;
/** An offence as the code of a country states it, with from and until when. */
export type Offence = Frozen<Documents['offences.json']['offences'][number]>;
export type OffenceElement = NonNullable<Offence['charge']>['elements'][number];
export type SentenceForm = Frozen<Documents['offences.json']['sentence_forms'][number]>;
export type Justice = Frozen<Documents['justice.json']>;
export type TwoTrack = NonNullable<Justice['two_track']>;
export type VictimNoticeKind = Justice['notices'][number];
export type PublishedFigure = Frozen<z.output<typeof publishedFigureSchema>>;
export type Source = Frozen<Documents['sources.json']['sources'][number]>;
export type Settings = Frozen<Documents['profile.json']>;

type TransitionDocument = Frozen<z.output<typeof transitionSchema>>;

/** A step as the engine uses it: parts replaced by the organisations that play them. */
export type Transition = Omit<TransitionDocument, 'valid_to' | 'recorded_by'> & {
  readonly recorded_by: readonly string[];
  readonly valid_to: string | null;
};

/** A table of steps. */
export type Machine = Omit<Frozen<z.output<typeof machineSchema>>, 'transitions'> & {
  readonly transitions: readonly Transition[];
};
export type MachineState = Machine['states'][number];
