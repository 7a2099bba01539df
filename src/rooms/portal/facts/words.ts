import type { PageLanguage } from '../facts.ts';
import { eastWords } from './words-east.ts';
import { farWords } from './words-far.ts';
import { westWords } from './words-west.ts';

/*
 * Short words for things one can see, written for this program: 256 in English, French and Arabic (eight bits a word), 128 in every
 * other language (seven bits). As many are drawn as make forty bits: five of 256, six of 128. All of a list stay different when
 * accents, vowel signs, capitals and letters that people write in two ways are taken away (`readWords`), so none of that does harm.
 */

const list = (words: string): readonly string[] => words.split(' ');

const split = <Language extends string>(
  lists: Readonly<Record<Language, readonly string[]>>,
): Readonly<Record<Language, readonly string[]>> =>
  Object.fromEntries(
    Object.entries<readonly string[]>(lists).map(([language, lines]) => [language, list(lines.join(' '))]),
  ) as Record<Language, readonly string[]>;

/** The words that open a person's page are drawn from these. */
export const wordsToDraw: Readonly<Record<PageLanguage, readonly string[]>> = {
  ...split(westWords),
  ...split(eastWords),
  ...split(farWords),
  en: list(
    [
      'apple arm baby bag ball banana basket bath bean bear bed bee bell belt bench bird blanket boat body',
      'bone book boot bottle bowl box branch bread bridge brother brush bucket bus butter button cake camel',
      'camera candle car carpet cat chair cheese circle city clock cloud coat coffee coin comb corn corner',
      'cotton cow cream cup curtain dance day deer desk dish dog door dream dress drum duck ear earth east',
      'egg elbow engine evening eye face family farm feather field finger fire fish flag floor flour flower',
      'fog foot forest fork friend frog fruit garden garlic gate gift glass glove goat gold grape grass',
      'green guitar hair hammer hand hat head heart hill home honey horse hour house ice island jacket jar',
      'juice key kitchen kite knee ladder lake lamp leaf leather lemon letter light lion lip lunch machine',
      'market meadow meat melon middle milk mirror money monkey month moon morning mother mountain mouse',
      'mouth movie mud music nail name neck needle nest night north nose nut oil olive onion orange oven',
      'owl page paint paper park path pear pen pencil pepper phone photo piano picture pillow pilot pine',
      'pink plane plant plate pocket potato pot rabbit radio rain ribbon rice ring river road rocket roof',
      'room rope rose salad salt sand school scissors sea seed sheep shell shirt shoe shop shoulder silk',
      'silver sister skirt sky sleep smile snow soap sock song soup south spoon spring square star station',
      'stone storm story street sugar summer sun sweater table tail taxi tea teacher tent',
    ].join(' '),
  ),
  fr: list(
    [
      'abeille agneau aile ami ananas ange animal arbre argent assiette avion bague bain balai balle ballon',
      'banane banc barbe bateau beurre bijou biscuit blanc blanche bleu bois boite bol bonbon bonnet botte',
      'bouche boucle bougie bouteille bouton branche bras brique brosse bureau bus cahier caisse calme',
      'camion canard carotte carte cerise chaise chaleur chambre champ chanson chapeau chat chaton cheval',
      'chemin chemise cheveu chien ciel cinq ciseau citron classe clef cloche coeur coffre coin colline coq',
      'corde corps coton coude couleur courage cousin couteau crayon creme crepe cuillere cuisine danse',
      'dent dessin deux dimanche doigt dos douche eau ecole enfant encre epaule escalier etoile famille',
      'farine fenetre ferme feu feuille fil fille fleur foret four fourmi fraise frere froid fromage fruit',
      'gant garage garcon gare gateau genou girafe glace gomme goutte grain grenier guitare haricot herbe',
      'hibou histoire hiver horloge huile ile image jambe jardin jaune jour journal jupe jus kiwi lac laine',
      'lait lampe langue lapin legume lettre levre lion lit livre loup lumiere lundi lune machine main',
      'maison maman manteau marche mardi marron matin melon mer miel midi miroir montagne montre mouche',
      'mouton mur musique neige nez nid noir noix nom nord nuage nuit oeuf oignon oiseau olive ombre orange',
      'oreille ours page pain panier papier papillon parc passage patate pate peche peigne peinture perle',
      'pied pierre pigeon piano pin pinceau place plage plante plat pluie plume poche poire poisson poivre',
      'pomme pont porte poule poupee prune puits quatre radio raisin rame rideau riviere riz robe roche roi',
      'rose roue rouge route ruban rue',
    ].join(' '),
  ),
  ar: list(
    [
      'بيت باب شباك كرسي طاولة سرير مفتاح كتاب قلم ورقة دفتر مدرسة معلم طفل أم أب أخ أخت جد جدة عين أنف فم',
      'أذن يد قدم رأس قلب شعر وجه ظهر ركبة إصبع سن لسان ماء خبز حليب شاي قهوة سكر ملح زيت عسل جبن بيض أرز',
      'لحم سمك دجاج تفاح موز برتقال ليمون عنب تين تمر رمان بطيخ جزر بصل ثوم خيار طماطم بطاطا فلفل زيتون فول',
      'عدس حساء سلطة كعك صحن كوب ملعقة سكين قدر فرن نار ثلج مطر ريح غيم شمس قمر نجم سماء أرض جبل بحر نهر',
      'شجرة زهرة ورد عشب حجر رمل غابة حديقة حقل طريق شارع جسر مدينة قرية سوق دكان سيارة قطار طائرة سفينة',
      'دراجة حافلة حصان جمل بقرة خروف ماعز كلب قطة أرنب فأر أسد نمر فيل قرد دب ذئب طائر حمام بطة ديك نحلة',
      'فراشة نملة سلحفاة ضفدع حوت قميص ثوب معطف حذاء قبعة جورب حزام خاتم ساعة حقيبة مظلة نظارة منديل وسادة',
      'بطانية ستارة سجادة مصباح شمعة مرآة صابون مشط فرشاة منشفة إبرة خيط زر قماش قطن صوف حرير حبل سلم مطرقة',
      'مسمار صندوق سلة زجاجة علبة كيس عود طبل ناي أغنية لعبة كرة دمية صورة لون أحمر أخضر أزرق أصفر أبيض',
      'أسود بني وردي يوم ليلة صباح مساء أسبوع شهر سنة صيف شتاء ربيع خريف أحد اثنين ثلاثاء أربعاء خميس جمعة',
      'سبت عيد هدية صديق جار طبيب خباز نجار صياد فلاح رسالة هاتف راديو اسم قصة حلم ضحك نوم سلام فرح صوت نور',
      'ظل دخان ذهب فضة حديد خشب زجاج ورق جلد ريش شاطئ موج جزيرة وادي بئر نبع قوس نخلة سنبلة قمح ذرة شعير',
    ].join(' '),
  ),
};
