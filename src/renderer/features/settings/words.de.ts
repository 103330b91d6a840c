import type { LanguageChoice, ProviderKind, SettingsView, Theme } from '../../../shared/contract/settings'
import { counted, number } from '../../lib/numbers'
import type { words } from './words'

const kinds: Record<ProviderKind, string> = { openai: 'OpenAI', compatible: 'OpenAI-kompatibel', ollama: 'Ollama' }
const themes: Record<Theme, string> = { light: 'Hell', dark: 'Dunkel', system: 'Wie das System' }
const languages: Record<LanguageChoice, string> = { system: 'Wie das System', en: 'English', de: 'Deutsch' }
const vaults: Record<SettingsView['vault'], string> = {
  keychain: 'Schlüssel liegen im Schlüsselbund dieses Computers und werden nie wieder gezeigt.',
  file: 'Hier gibt es keinen Schlüsselbund, deshalb liegen Schlüssel in einer Datei, die nur Ihr Konto auf diesem Computer lesen kann. Sie werden nie wieder gezeigt.',
}

export const german: typeof words = {
  tools: 'Werkzeuge',
  account: 'Konto',
  title: 'Einstellungen',
  close: 'Einstellungen schließen',
  loading: 'Einstellungen werden gelesen',
  tryAgain: 'Noch einmal versuchen',

  model: 'Modell',
  answersWith: 'Antwortet mit',
  practiceModel: 'Übungsmodell',
  inKith: 'In Kith',
  chooseModel: 'Modell wählen',
  noModels: 'Noch keine Modelle bekannt',
  searchModels: 'Modelle durchsuchen',
  noModelFound: 'Kein Modell mit diesem Namen',

  providers: 'Anbieter',
  noProviders: 'Kein Anbieter ist verbunden. Das Übungsmodell antwortet.',
  add: 'Anbieter hinzufügen',
  kind: 'Art des Anbieters',
  kinds,
  edit: 'Bearbeiten',
  remove: 'Entfernen',
  facts: (host, models) => `${host} · ${models === 0 ? 'noch keine Modelle' : counted(models, 'Modell', 'Modelle')}`,
  hasKey: 'Schlüssel gespeichert',
  noKey: 'kein Schlüssel',

  name: 'Name',
  address: 'Adresse',
  key: 'Schlüssel',
  models: 'Modelle',
  modelsHint: 'Eines je Zeile. Ein Test der Verbindung listet sie auf.',
  keyStored: 'Gespeichert. Einen neuen eingeben, um ihn zu ersetzen.',
  takeKeyAway: 'Gespeicherten Schlüssel entfernen',
  keyGoes: 'Der gespeicherte Schlüssel wird beim Speichern entfernt.',
  keepKey: 'Behalten',
  keyOptional: 'Nur wenn der Dienst einen verlangt.',
  vaults,
  test: 'Verbindung testen',
  tested: ({ models, contexts, prices }) =>
    [
      `Es funktioniert: ${counted(models, 'Modell', 'Modelle')}.`,
      contexts > 0 && `Wie viel hineinpasst, ist für ${contexts === models ? 'alle' : number(contexts)} angegeben.`,
      prices > 0 && `Was es kostet, ist für ${prices === models ? 'alle' : number(prices)} angegeben.`,
    ]
      .filter(Boolean)
      .join(' '),
  refresh: 'Modelle lesen',
  refreshed: (name, models) => `${name} hat ${counted(models, 'Modell', 'Modelle')}, dazu die von Ihnen eingetragenen.`,
  ollamaRuns: (models) =>
    `Ollama läuft auf diesem Computer${models === 0 ? ', noch ohne Modelle' : `, mit ${counted(models, 'Modell', 'Modellen')}`}.`,
  connectOllama: 'Ollama verbinden',
  testedEmpty: 'Es antwortet und nennt keine Modelle. Bitte selbst eintragen.',
  save: 'Speichern',
  cancel: 'Abbrechen',
  saved: (name) => `${name} ist gespeichert.`,
  noneAnswers:
    'Keines seiner Modelle scheint für Unterhaltungen gemacht. Unter dem Nachrichtenfeld lässt sich eines wählen, wenn Sie es besser wissen.',
  nowAnswers: (model) => `Ab jetzt antwortet ${model}.`,
  modelsUnread: 'Die Modelle waren nicht zu lesen:',
  problems: {
    addressEmpty: 'Eintragen, wo der Dienst antwortet, etwa http://127.0.0.1:1234/v1.',
    addressWrong: 'Eine Adresse beginnt mit http:// oder https://.',
    addressPassword: 'Die Adresse darf kein Passwort enthalten. Es gehört unter Schlüssel.',
  },

  removeTitle: (name) => `${name} entfernen?`,
  removeDetail: 'Adresse und gespeicherter Schlüssel werden von diesem Computer gelöscht. Ihre Unterhaltungen bleiben.',
  removeInUse: 'Dieser Anbieter antwortet zurzeit; danach antwortet das Übungsmodell.',
  keepIt: 'Behalten',

  appearance: 'Darstellung',
  theme: 'Design',
  themes,
  language: 'Sprache',
  languages,
  languageWaits: {
    title: 'Ein Formular ist offen',
    detail:
      'Eine andere Sprache lädt dieses Fenster neu. Eingegebenes speichern oder abbrechen, dann noch einmal wählen.',
  },
  size: 'Größe',
  sizes: (zoom) => `${zoom} %`,
  motion: 'Bewegung',
  motions: { system: 'Wie das System', reduced: 'Keine' },
  contrast: 'Kontrast',
  contrasts: { system: 'Wie das System', more: 'Mehr' },
  list: 'Unterhaltungen',
  lists: { previews: 'Titel und wie es weitergeht', titles: 'Titel' },

  desktop: 'Desktop',
  shortcuts: 'Tastenkürzel',

  profiles: 'Profile',
  backups: 'Sicherungen',

  sections: 'Teile der Einstellungen',
  meaning: 'Bedeutung',
  localApi: 'Lokale API',
  memory: 'Gedächtnis',
  memoryIntro:
    'Gilt für Antworten ohne Persona und für jede Persona, die selbst nichts anderes bestimmt. Was gemerkt wird, wird immer zuerst erfragt, außer den Arten, die Sie hier wählen.',
  acceptedKinds: 'Ohne Rückfrage',
  kindsAccepted: { fact: 'Tatsachen', preference: 'Vorlieben', event: 'Ereignisse', instruction: 'Anweisungen' },
  acceptedHint:
    'Vorschläge dieser Arten werden sofort behalten und gekennzeichnet. Was etwas widerspricht, wird auf jeden Fall erfragt.',
  recall: 'Ruft ab',
  amounts: { little: 'Wenig', usual: 'Wie üblich', much: 'Viel' },
  recallHints: {
    little:
      'Höchstens etwa 800 Tokens aus früheren Unterhaltungen und Erinnerungen in einem Prompt: günstig, und es weiß weniger.',
    usual: 'Höchstens etwa 2.000 Tokens aus früheren Unterhaltungen und Erinnerungen in einem Prompt.',
    much: 'Höchstens etwa 6.000 Tokens aus früheren Unterhaltungen und Erinnerungen in einem Prompt: Es weiß mehr, und jede Antwort kostet mehr.',
  },
  newThreads: 'Neue Unterhaltungen',
  remembering: { on: 'Merken', off: 'Nichts merken' },
  newThreadsHint: 'Wie eine neue Unterhaltung beginnt. Jede lässt sich unter ihrem Nachrichtenfeld umstellen.',

  data: 'Daten',
  folder: 'Ordner',
  dataOfProject: (url) =>
    `Unterhaltungen, Notizen und Erinnerungen liegen im Projekt unter ${url}. In diesem Ordner sind Einstellungen, was auf das Senden wartet, und die Datenbank dieses Computers.`,
  dataDetail:
    'Unterhaltungen, Notizen und Einstellungen liegen in diesem Ordner auf diesem Computer und sonst nirgends.',
  openFolder: 'Ordner öffnen',
  copyPath: 'Pfad kopieren',
  takes: 'Belegt',
  sizeOf: { database: 'Datenbank', backups: 'Sicherungen', others: 'Alles andere', all: 'Insgesamt' },
  measuring: 'Wird zusammengezählt',
  keys: 'Schlüssel',
  bringIn: 'Mitbringen',
  bringInDetail:
    'Was ein Mastra-Projekt gespeichert hat, lässt sich übernehmen. Kith beenden und in seinem Ordner ausführen',
  bringInInstalled:
    'Was ein Mastra-Projekt gespeichert hat, lässt sich aus einem Klon des Repositorys von Kith übernehmen, in der Version, die Sie haben. Kith beenden und im Klon ausführen',
  bringInCommand: 'npm run import:mastra -- --from file:/path/to/mastra.db',
  bringInMore: 'Die Quelle wird nur gelesen. In docs/connector.md steht, wie es geht und was sich einstellen lässt.',
  repository: 'Repository von Kith',

  troubleshooting: 'Fehlersuche',
  about: 'Über Kith',
  versions: 'Versionen',
  copyVersions: 'Versionen kopieren',
  versionNames: {
    kith: 'Kith',
    electron: 'Electron',
    chromium: 'Chromium',
    node: 'Node.js',
    pglite: 'PGlite',
    system: 'System',
  },
  yourBrowser: 'Ihr eigener Browser',
  licences: 'Lizenzen',
  licencesIntro: (count) =>
    `Kith steht auf ${counted(count, 'Paket', 'Paketen')} anderer. Hier steht Wort für Wort, worunter jedes steht.`,
  noLicences: 'Die Liste entsteht, wenn Kith gebaut wird; dieses wurde nicht ganz gebaut.',
  searchLicences: 'Pakete und Lizenzen durchsuchen',
  noLicenceFound: 'Kein Paket und keine Lizenz mit diesem Namen.',
  showMore: (count) => `${number(count)} weitere zeigen`,
  under: (licence, offered) => (offered ? `${licence}, gewählt aus ${offered}` : licence),
  noText: 'Es kam ohne den Text seiner Lizenz.',
  readingText: 'Lizenz wird gelesen',
  firstSteps: 'Erste Schritte',
  firstStepsDetail: 'Die Karte vom ersten Start: Anbieter, wo alles liegt, was sich mitbringen lässt.',
  showFirstSteps: 'Wieder zeigen',
}
