"""Invented names and made-up sentences in several languages and scripts."""

# What a name is put together of, by script. No two scripts share a letter by sight within one name.
SYLLABLES = {
    "Latn": ["bra", "dun", "vel", "mor", "lin", "tar", "osk", "fen", "gal", "hel", "rím", "søn", "wex", "kel", "zur", "pál", "nor", "ash", "çim", "dol"],
    "Cyrl": ["бра", "дун", "вел", "мор", "лин", "тар", "зук", "фен", "гал", "жив", "рим", "сён", "щег", "кел", "зур", "пал"],
    "Hans": list("岭川湖岸港林原谷桥城峰溪田关岛泉"),
    "Arab": ["بر", "دن", "فل", "مر", "لن", "تر", "صك", "فن", "جل", "هل", "رم", "سن"],
}
SCRIPTS = {"en": "Latn", "fr": "Latn", "es": "Latn", "ru": "Cyrl", "zh": "Hans", "ar": "Arab"}

# Verbs that carry an act, in the third person.
VERBS = {
    "en": {"welcome": "welcomes", "condemn": "condemns", "regret": "regrets", "support": "supports", "reaffirm": "reaffirms its interest in",
           "commend": "commends", "oppose": "opposes", "deplore": "deplores", "pledge": "pledges to repair", "urge": "urges"},
    "fr": {"welcome": "salue", "condemn": "condamne", "regret": "regrette", "support": "appuie", "reaffirm": "rappelle son attachement à",
           "commend": "félicite", "oppose": "combat", "deplore": "déplore", "pledge": "promet de réparer", "urge": "exhorte"},
    "es": {"welcome": "celebra", "condemn": "condena", "regret": "lamenta", "support": "apoya", "reaffirm": "reafirma su interés por",
           "commend": "elogia", "oppose": "combate", "deplore": "deplora", "pledge": "promete reparar", "urge": "exhorta"},
    "ru": {"welcome": "приветствует", "condemn": "осуждает", "regret": "сожалеет о", "support": "поддерживает", "reaffirm": "подтверждает важность",
           "commend": "одобряет", "oppose": "отвергает", "deplore": "порицает", "pledge": "обещает починить", "urge": "призывает"},
    "zh": {"welcome": "欢迎", "condemn": "谴责", "regret": "遗憾地看到", "support": "支持", "reaffirm": "重申重视",
           "commend": "赞扬", "oppose": "反对", "deplore": "痛惜", "pledge": "承诺修复", "urge": "敦促"},
    "ar": {"welcome": "ترحب", "condemn": "تدين", "regret": "تأسف", "support": "تؤيد", "reaffirm": "تؤكد من جديد أهمية",
           "commend": "تشيد", "oppose": "تعارض", "deplore": "تستنكر", "pledge": "تتعهد بإصلاح", "urge": "تحث"},
}

THINGS = {
    "en": ["the ferry line of {}", "the salt works at {}", "the fish ladder of {}", "the harbour wall of {}", "the café quarter of {}", "the grain store at {}",
           "the rail bridge near {}", "the ice patrol off {}", "the naïve-art museum of {}", "the 2 °C cold store of {}"],
    "fr": ["la ligne de bac de {}", "les salines de {}", "l’échelle à poissons de {}", "le môle de {}", "le quartier des cafés de {}", "le grenier de {}",
           "le pont de {}", "la patrouille des glaces de {}", "le musée d’art naïf de {}", "l’entrepôt froid de {}"],
    "es": ["la línea de barcas de {}", "las salinas de {}", "la escala de peces de {}", "el malecón de {}", "el barrio de los cafés de {}", "el granero de {}",
           "el puente de {}", "la patrulla del hielo de {}", "el museo naíf de {}", "el almacén frío de {}"],
    "ru": ["паромную линию {}", "солеварни {}", "рыбоход {}", "портовую стену {}", "квартал кофеен {}", "зернохранилище {}",
           "железнодорожный мост {}", "ледовую службу {}", "музей {}", "холодный склад {}"],
    "zh": ["{}的渡轮航线", "{}的盐场", "{}的鱼道", "{}的港墙", "{}的咖啡街区", "{}的粮仓", "{}的铁路桥", "{}的冰情巡逻", "{}的艺术馆", "{}的冷库"],
    "ar": ["خط عبارة {}", "ملاحات {}", "سلم أسماك {}", "سور ميناء {}", "حي مقاهي {}", "صومعة {}", "جسر {}", "دورية جليد {}", "متحف {}", "مخزن {} البارد"],
}

TAILS = {
    "en": ["", "", " — a matter of “old habit”", ", as agreed in São Vélin", " 𝄞 and its choir", " & all it feeds"],
    "fr": ["", " — comme on l’a dit", ", dès que possible", " 𝄞"],
    "es": ["", " — como se ha dicho", ", cuanto antes", " 🌊"],
    "ru": ["", " — как сказано", ", без промедления", " 🌊"],
    "zh": ["", "——如前所述", "，尽早完成", " 𠮷"],
    "ar": ["", " كما قيل", "، في أقرب وقت", " 🌊"],
}

HEADINGS = {
    "en": ["Ports and straits", "Roads and rails", "Grain and salt", "Schools and choirs", "Ice and light"],
    "fr": ["Ports et détroits", "Routes et rails", "Blé et sel", "Écoles et chœurs", "Glace et lumière"],
    "es": ["Puertos y estrechos", "Caminos y carriles", "Grano y sal", "Escuelas y coros", "Hielo y luz"],
    "ru": ["Порты и проливы", "Дороги и рельсы", "Зерно и соль", "Школы и хоры", "Лёд и свет"],
    "zh": ["港口与海峡", "公路与铁路", "粮食与盐", "学校与合唱", "冰与光"],
    "ar": ["الموانئ والمضائق", "الطرق والسكك", "الحبوب والملح", "المدارس والجوقات", "الجليد والضوء"],
}

TITLES = {
    "en": "Joint words of {} and {} after the winter talks", "fr": "Paroles communes de {} et de {} après les entretiens d’hiver",
    "es": "Palabras comunes de {} y {} tras las conversaciones de invierno", "ru": "Общее слово: {} и {} после зимних переговоров",
    "zh": "{}与{}冬季会谈联合公报", "ar": "كلمة مشتركة بين {} و{} بعد محادثات الشتاء",
}

MEETINGS = {"en": "Winter talks at {}", "fr": "Entretiens d’hiver à {}", "es": "Conversaciones de invierno en {}", "ru": "Зимние переговоры: {}",
            "zh": "{}冬季会谈", "ar": "محادثات الشتاء في {}"}
IF = {"en": "if the ice allows", "fr": "si la glace le permet", "es": "si el hielo lo permite", "ru": "если позволит лёд", "zh": "如果冰情允许", "ar": "إذا سمح الجليد"}
BY_THE_END = {"en": "by the end of {}", "fr": "d’ici à la fin de {}", "es": "antes del fin de {}", "ru": "до конца {} года", "zh": "{}年底前", "ar": "قبل نهاية {}"}
TO_REPAIR = {"en": "repair {}", "fr": "réparer {}", "es": "reparar {}", "ru": "починить {}", "zh": "修复{}", "ar": "إصلاح {}"}
TO_OPEN = {"en": "to open {};", "fr": "d’ouvrir {} ;", "es": "a que abra {};", "ru": "открыть {};", "zh": "开放{}；", "ar": "على فتح {}؛"}


class Words:
    """Draws names that it has not given before, and sentences with them."""

    def __init__(self, random):
        self.random, self.given = random, set()

    def name(self, language):
        script = SCRIPTS[language]
        while True:
            parts = [self.random.choice(SYLLABLES[script]) for _ in range(self.random.randint(3, 4) if script == "Hans" else 3)]
            name = "".join(parts)
            name = name[0].upper() + name[1:]
            if name not in self.given:
                self.given.add(name)
                return name

    def id(self):
        name = self.name("en").lower()
        return "".join(letter for letter in name if letter.isascii()) + str(self.random.randint(10, 99))

    def thing(self, languages):
        """One thing in several languages, which does not come again."""
        index = self.random.randrange(10)
        return {language: THINGS[language][index].format(self.name(language)) for language in languages}

    def tail(self, languages):
        index = self.random.randrange(12)
        return {language: TAILS[language][index % len(TAILS[language])] for language in languages}
