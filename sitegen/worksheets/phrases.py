"""The few words that a worksheet adds to what its author wrote, by language."""

from __future__ import annotations

from typing import NamedTuple


class Phrases(NamedTuple):
    """Heads of the columns of steps, answers, and labels for people who can't see the page."""

    yes: str
    no: str
    needed: str
    example: str
    done: str
    step: str
    meaning: str
    who: str
    days: str
    start: str
    by: str
    after: str
    every: str
    remind: str
    date: str
    area: str
    daily: str
    weekly: str
    monthly: str
    quarterly: str
    week: str


_TABLE = """
en|Yes|No|worth answering first|e.g.|Done|Step|What it means|Who|Days|Start|By|After|Every|Remind\
|Date|Area|Daily|Weekly|Monthly|Quarterly|Week
de|Ja|Nein|am besten zuerst|z. B.|Erledigt|Schritt|Was das heißt|Wer|Tage|Beginn|Bis|Nach|Jeden\
|Erinnern|Datum|Bereich|Täglich|Wöchentlich|Monatlich|Vierteljährlich|Woche
fr|Oui|Non|à remplir d’abord|p. ex.|Fait|Étape|Ce que cela veut dire|Qui|Jours|Début|Avant le\
|Après|Chaque|Rappel|Date|Domaine|Chaque jour|Chaque semaine|Chaque mois|Chaque trimestre|Semaine
es|Sí|No|conviene responder primero|p. ej.|Hecho|Paso|Qué significa|Quién|Días|Inicio|Antes del\
|Después de|Cada|Aviso|Fecha|Área|Diario|Semanal|Mensual|Trimestral|Semana
it|Sì|No|da compilare per primo|ad es.|Fatto|Passo|Che cosa significa|Chi|Giorni|Inizio|Entro\
|Dopo|Ogni|Promemoria|Data|Area|Ogni giorno|Ogni settimana|Ogni mese|Ogni trimestre|Settimana
nl|Ja|Nee|liefst eerst invullen|bijv.|Klaar|Stap|Wat het betekent|Wie|Dagen|Begin|Uiterlijk|Na\
|Elke|Herinneren|Datum|Gebied|Dagelijks|Wekelijks|Maandelijks|Per kwartaal|Week
sv|Ja|Nej|bra att svara på först|t.ex.|Klart|Steg|Vad det betyder|Vem|Dagar|Början|Senast|Efter\
|Varje|Påminn|Datum|Område|Dagligen|Varje vecka|Varje månad|Varje kvartal|Vecka
da|Ja|Nej|godt at svare på først|f.eks.|Færdig|Trin|Hvad det betyder|Hvem|Dage|Start|Senest|Efter\
|Hver|Påmind|Dato|Område|Dagligt|Ugentligt|Månedligt|Hvert kvartal|Uge
pl|Tak|Nie|warto wypełnić najpierw|np.|Zrobione|Krok|Co to znaczy|Kto|Dni|Początek|Do|Po|Co\
|Przypomnij|Data|Obszar|Codziennie|Co tydzień|Co miesiąc|Co kwartał|Tydzień
pt|Sim|Não|convém responder primeiro|p. ex.|Feito|Passo|O que significa|Quem|Dias|Início|Até\
|Depois de|Cada|Lembrar|Data|Área|Diário|Semanal|Mensal|Trimestral|Semana
fi|Kyllä|Ei|vastaa tähän ensin|esim.|Tehty|Vaihe|Mitä se tarkoittaa|Kuka|Päivää|Alku|Viimeistään\
|Jälkeen|Joka|Muistuta|Päivä|Alue|Päivittäin|Viikoittain|Kuukausittain|Neljännesvuosittain|Viikko
"""

_PHRASES = {
    language: Phrases(*words)
    for language, *words in (line.split("|") for line in _TABLE.strip().splitlines())
}


def phrases_of(language: str) -> Phrases:
    """The words for a language tag such as ``de-AT``; English where there are none."""
    return _PHRASES.get(language.lower().replace("_", "-").partition("-")[0], _PHRASES["en"])
