namespace OcrLabeling.Web.Texts;

/// <summary>What the worker's and the account pages say. The English text is the key; <c>WorkTexts.es.resx</c> has the Spanish one.</summary>
public sealed class WorkTexts;

/// <summary>What the modules of the worker's page say, likewise.</summary>
public sealed class WorkScriptTexts;

/// <summary>What Core and validation say to workers, in English; see <see cref="Sentences"/>. Likewise.</summary>
public sealed class CoreTexts;
