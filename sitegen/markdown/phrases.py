"""The few words that the renderer itself adds, by language."""

from __future__ import annotations

from typing import NamedTuple


class Phrases(NamedTuple):
    """Labels for people who can't see the page, and the default titles of callouts."""

    note: str
    tip: str
    warning: str
    danger: str
    example: str
    question: str
    contents: str
    footnotes: str
    footnote: str
    back: str
    section: str
    table: str
    done: str
    to_do: str
    wisdom: str
    questions: str


_TABLE = """
en|Note|Tip|Warning|Danger|Example|Question|Contents|Footnotes|Footnote|Back to reference\
|Link to this section|Table|Done|To do\
|Worth keeping|Questions to ask yourself
de|Hinweis|Tipp|Achtung|Gefahr|Beispiel|Frage|Inhalt|Fußnoten|Fußnote|Zurück zur Stelle\
|Link zu diesem Abschnitt|Tabelle|Erledigt|Offen\
|Zum Merken|Fragen an sich selbst
fr|Remarque|Conseil|Attention|Danger|Exemple|Question|Sommaire|Notes|Note|Retour au texte\
|Lien vers cette section|Tableau|Fait|À faire\
|À retenir|Questions à se poser
es|Nota|Consejo|Atención|Peligro|Ejemplo|Pregunta|Índice|Notas|Nota|Volver a la referencia\
|Enlace a esta sección|Tabla|Hecho|Pendiente\
|Para recordar|Preguntas para uno mismo
it|Nota|Consiglio|Attenzione|Pericolo|Esempio|Domanda|Indice|Note|Nota|Torna al riferimento\
|Link a questa sezione|Tabella|Fatto|Da fare\
|Da ricordare|Domande da farsi
nl|Opmerking|Tip|Let op|Gevaar|Voorbeeld|Vraag|Inhoud|Voetnoten|Voetnoot|Terug naar verwijzing\
|Link naar deze sectie|Tabel|Gedaan|Te doen\
|Om te onthouden|Vragen aan jezelf
sv|Obs|Tips|Varning|Fara|Exempel|Fråga|Innehåll|Fotnoter|Fotnot|Tillbaka till hänvisningen\
|Länk till det här avsnittet|Tabell|Klart|Att göra\
|Värt att minnas|Frågor till dig själv
da|Bemærk|Tip|Advarsel|Fare|Eksempel|Spørgsmål|Indhold|Fodnoter|Fodnote|Tilbage til henvisningen\
|Link til dette afsnit|Tabel|Færdig|Mangler\
|Værd at huske|Spørgsmål til dig selv
pl|Uwaga|Wskazówka|Ostrzeżenie|Niebezpieczeństwo|Przykład|Pytanie|Spis treści|Przypisy|Przypis\
|Wróć do odwołania|Odnośnik do tej sekcji|Tabela|Zrobione|Do zrobienia\
|Warte zapamiętania|Pytania do siebie
pt|Nota|Dica|Atenção|Perigo|Exemplo|Pergunta|Conteúdo|Notas|Nota|Voltar à referência\
|Ligação para esta secção|Tabela|Feito|Por fazer\
|Para recordar|Perguntas a si mesmo
fi|Huomaa|Vinkki|Varoitus|Vaara|Esimerkki|Kysymys|Sisällys|Alaviitteet|Alaviite\
|Takaisin viittaukseen|Linkki tähän kohtaan|Taulukko|Tehty|Tekemättä\
|Muistamisen arvoista|Kysymyksiä itselle
"""

_PHRASES = {
    language: Phrases(*words)
    for language, *words in (line.split("|") for line in _TABLE.strip().splitlines())
}


def phrases_of(language: str) -> Phrases:
    """The words for a language tag such as ``de-AT``; English where there are none."""
    return _PHRASES.get(language.lower().replace("_", "-").partition("-")[0], _PHRASES["en"])
