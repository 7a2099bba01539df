import { simpleLatin } from './latin.ts';

/*
 * Forms of one given name in several languages and its short forms; the first of a line stands for all. Own collection of
 * frequent names; a short form used for several names (Sasha, Alex, Ali) stands with the most frequent.
 */
const groups = `alexander aleksandr oleksandr aliaksandr alexandru alejandro alessandro alexandre aleksander sasha sascha alex aleks iskander skander sandor sanyi xandru
|alexandra aleksandra oleksandra aliaksandra alejandra sandra sandrine olexandra
|catherine ekaterina yekaterina kateryna katsiaryna katarzyna katarina katerina kate katie katya katia kasia kati kathy caterina catalina catarina ketevan eka
|nicholas nikolai nikolay mykola mikalai nikolaos nikola nicolae nicola nicolas nick kolya niko nikos mikola mikolaj nicolai klaus
|olga olha volha olya ola
|elizabeth elisabeth yelizaveta elizaveta lisa liza elisabeta isabel isabelle isabella elzbieta erzsebet betty beth bess lizzie eliza alzbeta jelisaveta
|michael mikhail mykhailo mikhas mihail mihai mihaly michal miguel michel mike misha mischa mikael michele mikayel mykhaylo mihailo
|john ivan yvan ioan ion juan jean joao johan johann hans jan janos giovanni jack johnny vanya yan ioannis giannis yannis sean ivo gian jovan evan yahya
|joanna yoanna ivana ioana juana jeanne joana johanna giovanna jana jane janet ivanka jovana yana
|james jacob jakob yakov yakiv iacob jaime diego santiago tiago jacques giacomo jim jimmy jamie jake yaakov yaqub yakub jakub
|joseph josef iosif yosyp jose giuseppe joe pepe ze joey yusuf youssef yosef yousef yussuf yusef youcef jozef josip
|josephine giuseppina josefina pepa zefina
|george georgi georgiy heorhiy yuri yury iurii jurij jerzy jorge georges giorgi giorgio gheorghe jiri georg goran djordje dorde gyorgy jurgen juraj georgios yurii
|paul pavel pavlo pavlos pablo paulo paolo pawel pal pasha paweu
|peter petr petro piotr pedro pierre pietro petru petar petya pete boutros butrus pyotr petros peder
|andrew andrei andrey andrii andriy andrzej andres andre andrea andreas andrej drew andy ondrej andras andru
|stephen steven stepan stefan esteban etienne stefano steve stjepan istvan szczepan stefanos styopa
|theodore fedor fyodor teodor feodor theodor ted teodoro todor fedir
|basil vasily vasyl vasile vasilij vasya basile vasilios vasil wasyl vassili
|gregory grigory hryhoriy hryhorii grzegorz gregor grigore gregorio greg grisha krikor grigor gregoire
|eugene evgeny yevgeny yevhen evgenii eugen eugenio gene zhenya jewgeni yauhen
|eugenia evgenia yevgenia yevheniia zhenia
|sergius sergei sergey serhii serhiy sergio serge siarhei seryozha sergiu sergej
|dmitry dmitri dmytro dimitri dzmitry dima dimitrios dimitris dumitru mitya dmitriy dymitr dimitar
|vladimir volodymyr uladzimir vova volodya wladimir vlodimir wlodzimierz
|vladislav vladyslav wladyslaw vlad uladzislau vladik
|anna hanna anne ann annie hannah ana anya ania anka anne-marie aneta anita hana
|maria mary marie mariya maryia mariia maryam mariam miriam masha marija mia marya meryem myriam maryna mariana
|helen elena olena alena yelena jelena helena helene lena ellen ileana ilona eleni lenka alyona
|natalia natalya nataliia natalie natasha natallia natasza nataliya natali nathalie
|tatiana tatyana tetiana tetyana tania tanya tatsiana tatjana
|svetlana svitlana sviatlana sveta lana swetlana
|julia yulia iuliia yuliia julie giulia julija yuliya iulia juliana iuliana
|irina iryna irene irena ira iren eirini irini
|oksana aksana oxana ksenia xenia kseniya
|daria darya dariia dasha darja daryna
|ludmila liudmyla lyudmila ljudmila lyuda mila liudmila
|galina halyna galya halina
|valentina valentyna valya valiantsina
|victoria viktoria viktoriia vika wiktoria viktorija vittoria vicky
|sophia sofia sofiia zofia sonia sofya sofija sophie
|margaret margarita marguerite malgorzata greta rita peggy meg maggie gosia marharyta margit
|mohammed muhammad mohamed mohammad mohamad muhammed muhamad mehmet mohamud mohamoud mahamadou mamadou mamadu muhamed mahomed moh mohd md
|ahmed ahmad ahmet achmed ahmadou amadou hamed
|mahmoud mahmud mahmut mehmud
|hussein hussain husayn hossein hosein huseyin houssein husein hocine hussien
|hassan hasan hassen hacen
|ali aly aliyu
|ibrahim ebrahim abraham avraham brahim abram ibrahima avram
|ismail ismael ishmael smail esmail
|omar umar omer oumar
|khalid khaled halid chalid
|mustafa moustafa mostafa mustapha mustafo
|fatima fatma fatemeh fatoumata fatimah fatime fatimata fatou fatuma
|aisha aysha ayse aicha aishah ayesha aissata aissatou
|khadija khadidja hatice khadijah kadija hadija kadiatou
|zainab zaynab zeinab zeynep zineb zaineb
|yusra yousra
|abdullah abdallah abdulla abdoulaye abdalla
|said saeed sayed saaid sayid
|francis francisco francesco francois franz frank chico paco pancho franciszek frantisek ferenc
|frances francisca francesca francoise fran paquita
|anthony antonio anton antoine antoni tony toni antal antonis antonin
|charles carlos carlo karl carl karol karel charlie karoly charly
|william guillermo guillaume wilhelm bill will billy willem guglielmo
|henry enrique henri heinrich enrico henryk hank harry henrik
|robert roberto bob bobby rob robbie
|richard ricardo rick dick riccardo ryszard
|edward eduardo eduard edouard ed eddie edoardo ted
|thomas tomas tommaso tom tommy tomasz tomislav
|matthew mateo matteo mathieu matthias mateusz matej matt matei matvey matvii
|lawrence laurence lorenzo laurent lars larry lavrentiy
|louis luis luigi ludwig lewis lou luiz
|daniel danil danylo daniele dan danny daniil dana
|david davide dave davit dawid davyd
|benjamin ben benny binyamin veniamin benyamin
|samuel sam sammy samuil
|christopher christophe cristobal kristof chris krzysztof christoforos
|christine cristina kristina christina tina chrissie kristine kristyna
|teresa theresa therese tereza terry terezia
|barbara barbora varvara basia barb
|susan susanna suzanne zuzana susana sue susie zsuzsanna
|patricia patty pat patrizia patrycja
|rebecca rebeca becky rivka
|deborah debora debbie debra dvora
|philip philippe filip felipe filippo phil philipp
|vincent vicente vincenzo vince wincenty
|emmanuel manuel manolo emanuel emanuele manu manny
|raphael rafael raffaele rafal
|gabriel gavriil gabriele gabor havryil
|veronica veronika veronique weronika
|xiaoming siuming
|joaquin joaquim joachim quim
|leonid leonidas leon leo lev lew lyonya
|constantine konstantin kostiantyn costin constantin kostas kostya kanstantsin
|maxim maksim maksym max maksymilian maximilian
|bogdan bohdan bogumil
|oleg oleh aleh
|igor ihor ihar`;

const canonical: ReadonlyMap<string, string> = (() => {
  const found = new Map<string, string>();
  for (const group of groups.split('|')) {
    const names = group.trim().split(/\s+/);
    const first = simpleLatin(names[0] ?? '');
    for (const name of names) if (!found.has(simpleLatin(name))) found.set(simpleLatin(name), first);
  }
  return found;
})();

/** The simple spelling that stands for all forms of a given name; the word itself when it is in no group. */
export const commonForm = (simple: string): string => canonical.get(simple) ?? simple;
